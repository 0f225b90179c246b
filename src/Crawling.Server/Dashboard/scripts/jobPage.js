// The page of one job, while it is at work and afterwards.
import { ApiError, get, now, urlOf } from "./api.js";
import { showAbout } from "./about.js";
import { showActions } from "./actions.js";
import { DeadLetters } from "./deadLetters.js";
import { byId, fieldOf, fill, showError } from "./dom.js";
import { count, duration, time } from "./format.js";
import { JobGraphs } from "./jobGraphs.js";
import { showService } from "./header.js";
import { showHosts } from "./hosts.js";
import { LastItems } from "./lastItems.js";
import { Limits } from "./limits.js";
import { LogTail } from "./logTail.js";
import { poll } from "./poll.js";
import { isOver, showState } from "./jobState.js";
import { showStatuses } from "./statuses.js";

const id = location.pathname.split("/").at(-1);
const path = `/jobs/${id}`;
const graphs = new JobGraphs();
const items = new LastItems(path);
const log = new LogTail(path);
const letters = new DeadLetters(path, () => refresh());
const limits = new Limits(path, () => refresh());
let seen = null;

byId("all-items").href = urlOf(`${path}/items`);
byId("all-log").href = urlOf(`${path}/log`);

const refresh = poll(async () => {
    const job = await get(path).catch(explain);
    showJob(job);

    // Nothing more comes from one that has ended.
    const state = isOver(job) ? `${job.state} ${job.ended}` : null;
    if (state === null || state !== seen) {
        await showCrawl(job);
    }

    seen = state;
});

get("/service").then(showService, () => { });

function explain(error) {
    if (error instanceof ApiError && error.status === 404) {
        byId("job").hidden = true;
    }

    throw error;
}

function showJob(job) {
    const main = byId("job");
    main.hidden = false;
    document.title = `${job.spider} · crawler`;
    showState(fieldOf(main, "state"), job);
    fill(main, {
        spider: job.spider,
        summary: summaryOf(job),
        pages: count(job.pages),
        items: count(job.items),
        queued: count(job.queued),
        elapsed: job.started ? duration(((job.ended ? Date.parse(job.ended) : now()) - Date.parse(job.started)) / 1000) : "–",
    });
    showError(fieldOf(main, "error"), job.error ? new Error(job.error) : null);
    showActions(byId("actions"), job, acted);
    limits.show(job);
    showAbout(job);
}

async function showCrawl(job) {
    const live = await get(`${path}/live${graphs.last ? `?after=${encodeURIComponent(graphs.last)}` : ""}`);
    fill(byId("job"), { active: count(live.active), deadLetters: count(live.deadLetters) });
    graphs.add(live.moments);
    byId("graphs").hidden = !graphs.hasAny;
    showHosts(live);
    showStatuses(live.statuses);
    await Promise.all([items.load(), log.load(), letters.load(job, live.deadLetters)]);
}

function summaryOf(job) {
    return job.state === "queued" && !job.started ? `Waits since ${time(job.created)} for its turn`
        : job.state === "queued" ? "Waits for its turn to go on"
        : !isOver(job) ? `Started ${time(job.started)}`
        : `Ended ${time(job.ended)}${job.finishReason && job.finishReason !== job.state ? ` (${job.finishReason})` : ""}`;
}

function acted(error, action) {
    showError(byId("problem"), error);
    if (action === "delete" && !error) {
        location.assign("/");
    } else {
        refresh();
    }
}
