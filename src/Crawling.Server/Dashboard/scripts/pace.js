// Pages a second of jobs that are looked at again and again.
import { now } from "./api.js";

const window = 10_000;
const seen = new Map();

/** Of late, for a job at work; null before it has been looked at twice. */
export function paceNow(job) {
    const looks = seen.get(job.id) ?? [];
    looks.push({ at: now(), pages: job.pages });
    while (looks.length > 2 && looks.at(-1).at - looks[0].at > window) {
        looks.shift();
    }

    seen.set(job.id, looks);
    const [first, last] = [looks[0], looks.at(-1)];
    return last.at > first.at ? Math.max(0, last.pages - first.pages) / (last.at - first.at) * 1000 : null;
}

/** All the time, for one that has ended. */
export function paceOverall(job) {
    const seconds = (Date.parse(job.ended) - Date.parse(job.started)) / 1000;
    return seconds > 0 ? job.pages / seconds : null;
}
