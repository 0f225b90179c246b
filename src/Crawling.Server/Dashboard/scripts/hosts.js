// The hosts of a crawl, with what each does.
import { byId, fieldOf, fill, showEither, showRows } from "./dom.js";
import { bytes, count, duration, secondsOf } from "./format.js";

const words = {
    idle: () => "idle",
    ready: () => "ready",
    fetching: host => `fetching ${count(host.active)}`,
    delayed: host => `delay${wait(host)}`,
    backedOff: host => `back-off${wait(host)}`,
    awaitingRobots: () => "waiting for robots",
};

export function showHosts({ hosts, hostCount }) {
    byId("host-count").textContent = hostCount > hosts.length ? `${count(hosts.length)} of ${count(hostCount)}` : "";
    showEither(byId("hosts-scroll"), byId("hosts-empty"), hosts.length > 0);
    showRows(byId("hosts"), "host-row", hosts, host => host.name, (row, host) => {
        fieldOf(row, "state").dataset.state = host.state;
        fill(row, {
            name: host.name,
            state: host.state ? words[host.state](host) : "",
            queued: host.state ? count(host.queued) : "",
            pages: count(host.pages),
            bytes: bytes(host.bytes),
            failures: host.failures > 0 ? count(host.failures) : "",
        });
    });
}

const wait = host => host.wait ? ` ${duration(secondsOf(host.wait))}` : "";
