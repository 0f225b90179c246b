// The last lines of the log.
import { byId, make } from "./dom.js";
import { GrowingFile } from "./growingFile.js";

const kept = 500;

/** 2026-01-31 12:00:00.000 +00:00 INF Source Message */
const form = /^\d{4}-\d\d-\d\d (\d\d:\d\d:\d\d)\.\d{3} [+-]\d\d:\d\d ([A-Z]{3}) (\S*) (.*)$/;

export class LogTail {
    #list = byId("log");

    constructor(path) {
        this.file = new GrowingFile(`${path}/log`);
        byId("log-problems").addEventListener("change", event => {
            this.#list.classList.toggle("problems", event.target.checked);
            this.#follow();
        });
    }

    async load() {
        const lines = await this.file.read();
        const isAtEnd = this.#list.scrollTop + this.#list.clientHeight >= this.#list.scrollHeight - 20;
        this.#list.append(...this.#rows(lines.slice(-kept)));
        while (this.#list.children.length > kept) {
            this.#list.firstElementChild.remove();
        }

        byId("log-empty").hidden = this.#list.children.length > 0;
        this.#list.hidden = this.#list.children.length === 0;
        if (lines.length > 0 && isAtEnd) {
            this.#follow();
        }
    }

    #follow() {
        this.#list.scrollTop = this.#list.scrollHeight;
    }

    #rows(lines) {
        let level = this.#list.lastElementChild?.dataset.level;
        return lines.map(line => {
            const parts = form.exec(line);
            level = parts?.[2] ?? level;
            const row = parts ? make("li", { title: parts[3] }, make("time", {}, parts[1]), ` ${parts[2]} ${parts[4]}`) : make("li", {}, line);
            if (level) {
                // A line without one goes on with what the line before has begun.
                row.dataset.level = level;
            }

            return row;
        });
    }
}
