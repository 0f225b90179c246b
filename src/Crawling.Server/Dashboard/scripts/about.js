// What a job was started with.
import { byId, make } from "./dom.js";
import { pairs, time } from "./format.js";

export function showAbout(job) {
    const entries = [
        ["Job", job.id],
        ["Arguments", pairs(job.arguments) || "none"],
        ["Settings", pairs(job.settings) || "none"],
        ["Priority", String(job.priority)],
        ["By", job.schedule ? `the clock, ${job.schedule}` : "a person or a program"],
        ["Asked for", time(job.created)],
    ];
    const list = byId("about");
    if (list.children.length === 0) {
        list.append(...entries.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
    }
}
