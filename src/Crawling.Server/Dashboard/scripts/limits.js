// The pace of a job, which may be changed while it goes on.
import { put } from "./api.js";
import { byId, showError } from "./dom.js";
import { shortDuration } from "./format.js";
import { isOver } from "./jobState.js";

export class Limits {
    #form = byId("limits");

    #isChanged = false;

    constructor(path, done) {
        this.#form.addEventListener("input", () => {
            this.#isChanged = true;
        });
        this.#form.addEventListener("submit", async event => {
            event.preventDefault();
            await this.#apply(path);
            done();
        });
    }

    show(job) {
        byId("limits-panel").hidden = isOver(job);

        // What somebody is about to change is left alone.
        if (job.limits && !this.#isChanged) {
            const { concurrentRequests, concurrentRequestsPerHost, downloadDelay } = this.#form.elements;
            concurrentRequests.value = job.limits.concurrentRequests ?? "";
            concurrentRequestsPerHost.value = job.limits.concurrentRequestsPerHost ?? "";
            downloadDelay.value = job.limits.downloadDelay ? shortDuration(job.limits.downloadDelay) : "";
        }
    }

    async #apply(path) {
        const { concurrentRequests, concurrentRequestsPerHost, downloadDelay } = this.#form.elements;
        const error = this.#form.querySelector(".error");
        try {
            await put(`${path}/limits`, {
                concurrentRequests: Number(concurrentRequests.value),
                concurrentRequestsPerHost: Number(concurrentRequestsPerHost.value),
                downloadDelay: downloadDelay.value,
            });
            this.#isChanged = false;
            showError(error, null);
        } catch (problem) {
            showError(error, problem);
        }
    }
}
