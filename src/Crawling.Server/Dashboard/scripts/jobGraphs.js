// What a job has done second by second, over the last minutes.
import { byId } from "./dom.js";
import { bytes, rate } from "./format.js";
import { Graph } from "./graph.js";
import { niceBytes, niceCount } from "./scale.js";

/** Seconds that a speed is taken over: one page more or less in a second says little. */
const span = 5;

const kept = 300;

const perSecond = value => `${bytes(value)}/s`;

const classes = [
    { name: "2xx", of: statusesFrom(200) },
    { name: "3xx", of: statusesFrom(300) },
    { name: "4xx", of: statusesFrom(400) },
    { name: "5xx", of: statusesFrom(500) },
    { name: "no answer", of: moment => moment.unanswered },
];

const graphs = [
    { id: "pages-graph", series: [{ name: "pages", of: moment => moment.pages }], format: rate, nice: niceCount },
    { id: "items-graph", series: [{ name: "items", of: moment => moment.items }], format: rate, nice: niceCount },
    {
        id: "traffic-graph",
        series: [{ name: "in", of: moment => moment.received }, { name: "out", of: moment => moment.sent }],
        format: perSecond,
        nice: niceBytes,
    },
    { id: "status-graph", series: classes, format: rate, nice: niceCount, isStacked: true },
];

export class JobGraphs {
    #moments = [];

    #graphs = graphs.map(graph => ({ ...graph, view: new Graph(byId(graph.id), graph) }));

    /** When the newest moment was; null if there is none. */
    get last() {
        return this.#moments.at(-1)?.at ?? null;
    }

    get hasAny() {
        return this.#moments.length > 1;
    }

    add(moments) {
        this.#moments.push(...moments);
        this.#moments.splice(0, this.#moments.length - kept);
        for (const { view, series } of this.#graphs) {
            view.draw(this.#moments.slice(1).map((moment, i) => ({
                at: Date.parse(moment.at),
                values: series.map(({ of }) => speed(of, moment, this.#moments[Math.max(0, i + 1 - span)])),
            })));
        }
    }
}

function statusesFrom(first) {
    return moment => Object.entries(moment.statuses)
        .filter(([status]) => status >= first && status < first + 100)
        .reduce((sum, [, number]) => sum + number, 0);
}

/** A run that goes on after a restart counts some things anew. */
function speed(of, moment, before) {
    const seconds = (Date.parse(moment.at) - Date.parse(before.at)) / 1000;
    return seconds > 0 ? Math.max(0, of(moment) - of(before)) / seconds : 0;
}
