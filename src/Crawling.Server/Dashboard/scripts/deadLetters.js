// What a job has set aside, and the button that puts it back.
import { get, post } from "./api.js";
import { byId, fill, showEither, showError, showRows } from "./dom.js";
import { count, time } from "./format.js";
import { isOver } from "./jobState.js";

const shown = 50;

export class DeadLetters {
    #seen = null;

    constructor(path, done) {
        this.path = `${path}/dead-letters`;
        byId("retry-letters").addEventListener("click", async () => {
            const error = byId("letters-panel").querySelector(".error");
            try {
                await post(`${this.path}/retry`);
                showError(error, null);
            } catch (problem) {
                showError(error, problem);
            }

            this.#seen = null;
            done();
        });
    }

    /** Asks for them where their number says that there are others: to list them is work for the job's database. */
    async load(job, number) {
        const button = byId("retry-letters");
        button.disabled = !isOver(job);
        button.title = isOver(job) ? "" : "They can be put back when the job has ended.";
        const state = `${number} ${job.state}`;
        if (state === this.#seen) {
            return;
        }

        const { total, entries } = await get(`${this.path}?limit=${shown}`);
        this.#seen = state;
        button.hidden = total === 0;
        byId("letter-count").textContent = total > 0 ? count(total) : "";
        showEither(byId("letters-scroll"), byId("letters-empty"), total > 0);
        showRows(byId("letters"), "letter-row", entries, letter => `${letter.time} ${letter.url}`, (row, letter) =>
            fill(row, { url: letter.url, reason: letter.reason, time: time(letter.time) }));
    }
}
