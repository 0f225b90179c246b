// The tables of the jobs that are at work, and of those that have ended.
import { get, now } from "./api.js";
import { showActions } from "./actions.js";
import { byId, fieldOf, fill, showEither, showRows } from "./dom.js";
import { count, duration, pairs, rate, time } from "./format.js";
import { showState } from "./jobState.js";
import { paceNow, paceOverall } from "./pace.js";

const mostActive = 200;
const pageSize = 20;

export class ActiveJobs {
    constructor(acted) {
        this.acted = acted;
    }

    async load() {
        const { total, entries } = await get(`/jobs?state=running,queued&limit=${mostActive}`);

        // Those that run first; of those that wait the one whose turn it is.
        entries.sort((a, b) => rank(a) - rank(b) || b.priority - a.priority || a.created.localeCompare(b.created));
        byId("active-count").textContent = total > 0 ? count(total) : "";
        showEither(byId("active").parentElement, byId("active-empty"), total > 0);
        showRows(byId("active"), "active-row", entries, job => job.id, (row, job) => {
            const pace = job.state === "running" ? paceNow(job) : null;
            showJob(row, job, this.acted, {
                pace: pace === null ? "" : rate(pace),
                queued: job.state === "running" ? count(job.queued) : "",
                started: job.started ? `${duration((now() - Date.parse(job.started)) / 1000)} ago` : "",
            });
        });
    }
}

export class EndedJobs {
    offset = 0;

    constructor(acted) {
        this.acted = acted;
        byId("over-filter").addEventListener("change", () => this.move(-this.offset));
        byId("newer").addEventListener("click", () => this.move(-pageSize));
        byId("older").addEventListener("click", () => this.move(pageSize));
    }

    move(by) {
        this.offset = Math.max(0, this.offset + by);
        this.acted(null);
    }

    async load() {
        const { total, entries } = await get(`/jobs?state=${byId("over-filter").value}&offset=${this.offset}&limit=${pageSize}`);
        byId("over-count").textContent = total > 0 ? count(total) : "";
        showEither(byId("over").parentElement, byId("over-empty"), entries.length > 0);
        byId("pager").hidden = total <= pageSize;
        byId("page").textContent = `${this.offset + 1} to ${this.offset + entries.length} of ${count(total)}`;
        byId("newer").disabled = this.offset === 0;
        byId("older").disabled = this.offset + entries.length >= total;
        showRows(byId("over"), "over-row", entries, job => job.id, (row, job) => {
            const pace = job.started ? paceOverall(job) : null;
            showJob(row, job, this.acted, {
                pace: pace === null ? "" : rate(pace),
                reason: job.finishReason && job.finishReason !== job.state ? job.finishReason : "",
                started: job.started ? time(job.started) : "",
                ended: job.ended ? time(job.ended) : "",
            });
        });
    }
}

const rank = job => job.state === "running" ? 0 : 1;

function showJob(row, job, acted, values) {
    fieldOf(row, "spider").href = `/jobs/${job.id}`;
    showState(fieldOf(row, "state"), job);
    fill(row, {
        spider: job.spider,
        detail: pairs(job.arguments),
        pages: count(job.pages),
        items: count(job.items),
        ...values,
    });
    showActions(row.querySelector(".actions"), job, acted);
}
