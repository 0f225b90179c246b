// The last items, a row each, the newest first.
import { byId, make, showEither } from "./dom.js";
import { GrowingFile } from "./growingFile.js";

const kept = 20;
const mostColumns = 12;

export class LastItems {
    #items = [];

    constructor(path) {
        this.file = new GrowingFile(`${path}/items`);
        byId("items-empty").hidden = false;
    }

    async load() {
        const lines = await this.file.read();
        showEither(byId("items-scroll"), byId("items-empty"), this.#items.length + lines.length > 0);
        if (lines.length > 0) {
            this.#items = [...this.#items, ...lines.map(parse)].slice(-kept);
            this.#show();
        }
    }

    #show() {
        const fields = [...new Set(this.#items.flatMap(Object.keys))].slice(0, mostColumns);
        const [head, body] = byId("last-items").children;
        const classOf = field => this.#items.every(item => typeof item[field] === "number") ? "number" : "";
        head.replaceChildren(make("tr", {}, ...fields.map(field => make("th", { scope: "col", className: classOf(field) }, field))));
        body.replaceChildren(...this.#items.toReversed().map(item =>
            make("tr", {}, ...fields.map(field => cellOf(item[field], classOf(field))))));
    }
}

function parse(line) {
    const item = JSON.parse(line);
    return item !== null && typeof item === "object" && !Array.isArray(item) ? item : { item };
}

function cellOf(value, className) {
    const text = value === undefined || value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
    return make("td", { title: text, className }, text);
}
