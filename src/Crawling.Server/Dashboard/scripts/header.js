// What both pages have at their top.
import { byId } from "./dom.js";
import { count } from "./format.js";

export function showService(service) {
    byId("project").textContent = service.project;
    const load = byId("load");
    if (load) {
        load.textContent = `${count(service.running)} of ${count(service.maxRunning)} running, ${count(service.queued)} queued`;
    }
}
