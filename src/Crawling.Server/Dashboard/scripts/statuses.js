// How often each status has come, as bars.
import { byId, fill, showEither, showRows } from "./dom.js";
import { count } from "./format.js";

export function showStatuses(statuses) {
    const entries = Object.entries(statuses);
    const most = Math.max(1, ...entries.map(([, number]) => number));
    showEither(byId("statuses"), byId("statuses-empty"), entries.length > 0);
    showRows(byId("statuses"), "status-row", entries, ([status]) => status, (row, [status, number]) => {
        row.dataset.class = status[0];
        row.querySelector(".fill").style.width = `${number / most * 100}%`;
        fill(row, { status, count: count(number) });
    });
}
