// A graph of some series over the last five minutes, drawn as SVG: lines, or areas on top of each other.
import { make } from "./dom.js";
import { duration } from "./format.js";

const seconds = 300;
const height = 100;

export class Graph {
    #points = [];

    #cursor = null;

    constructor(panel, { series, format, nice, isStacked = false }) {
        Object.assign(this, { series, format, nice, isStacked });
        this.svg = draw("svg", { viewBox: `0 0 ${seconds} ${height}`, preserveAspectRatio: "none", role: "img", "aria-label": panel.innerText });
        for (const y of [0, height / 2, height]) {
            this.svg.append(draw("line", { class: "grid", x1: 0, x2: seconds, y1: y, y2: y }));
        }

        this.areas = series.map((_, i) => draw("path", { class: `series-${i} ${isStacked ? "stacked" : "area"}` }));
        this.lines = isStacked ? [] : series.map((_, i) => draw("path", { class: `series-${i} line` }));
        this.mark = draw("line", { class: "cursor", y1: 0, y2: height, visibility: "hidden" });
        this.svg.append(...this.areas, ...this.lines, this.mark);
        this.top = make("span", { className: "scale" });
        this.when = make("span", { className: "time now" });
        this.values = series.map(() => make("b"));
        const legend = make("ul", { className: "legend" }, ...series.map(({ name }, i) =>
            make("li", {}, make("span", { className: `swatch series-${i}` }), name, this.values[i])));
        panel.append(legend, make("div", { className: "plot" },
            this.svg, this.top, make("span", { className: "time", textContent: "5 min ago" }), this.when));
        this.svg.addEventListener("pointermove", event => this.#point(event));
        this.svg.addEventListener("pointerleave", () => this.#point(null));
    }

    /** Draws points {at, values}, the oldest first; at in milliseconds. */
    draw(points) {
        this.#points = points;
        const end = points.at(-1)?.at ?? 0;
        const most = Math.max(0, ...points.map(({ values }) => this.isStacked ? sum(values) : Math.max(...values)));
        const top = this.nice(most);
        this.top.textContent = this.format(top).replace(".0", "");
        const xs = points.map(({ at }) => seconds - (end - at) / 1000);
        let below = points.map(() => 0);
        this.series.forEach((_, i) => {
            const above = points.map(({ values }, n) => values[i] + (this.isStacked ? below[n] : 0));
            const upper = way(xs, above, top);
            const lower = way(xs, below, top).reverse();
            this.areas[i].setAttribute("d", points.length ? `M${[...upper, ...lower].join("L")}Z` : "");
            this.lines[i]?.setAttribute("d", points.length ? `M${upper.join("L")}` : "");
            below = this.isStacked ? above : below;
        });
        this.#show();
    }

    #point(event) {
        const box = this.svg.getBoundingClientRect();
        this.#cursor = event ? (event.clientX - box.left) / box.width * seconds : null;
        this.#show();
    }

    /** Tells the values of where the pointer is, else the last ones. */
    #show() {
        const end = this.#points.at(-1)?.at;
        const distance = point => Math.abs(seconds - (end - point.at) / 1000 - this.#cursor);
        const isPointed = this.#cursor !== null && this.#points.length > 0;
        const shown = isPointed ? this.#points.reduce((a, b) => distance(a) <= distance(b) ? a : b) : this.#points.at(-1);
        this.values.forEach((value, i) => {
            value.textContent = shown ? this.format(shown.values[i]) : "";
        });
        const ago = isPointed ? (end - shown.at) / 1000 : 0;
        this.when.textContent = ago > 0 ? `${duration(ago)} ago` : "now";
        this.mark.setAttribute("visibility", isPointed ? "visible" : "hidden");
        if (isPointed) {
            this.mark.setAttribute("x1", seconds - ago);
            this.mark.setAttribute("x2", seconds - ago);
        }
    }
}

const sum = values => values.reduce((total, value) => total + value, 0);

const way = (xs, values, top) => xs.map((x, i) => `${x.toFixed(1)} ${(height - values[i] / top * height).toFixed(1)}`);

function draw(name, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) {
        element.setAttribute(key, value);
    }

    return element;
}
