// The service's API: all that the pages know comes from here.
import { ask, headers } from "./token.js";

const root = "/api/v1";
let clockDifference = 0;

/** What the service says of a request that it cannot follow; the message is its one line. */
export class ApiError extends Error {
    constructor(message, status) {
        super(message);
        this.status = status;
    }
}

/** The time by the clock of the service, in milliseconds. */
export const now = () => Date.now() + clockDifference;

export const urlOf = path => root + path;

export const get = path => call("GET", path);

export const post = (path, body) => call("POST", path, body);

export const put = (path, body) => call("PUT", path, body);

export const remove = path => call("DELETE", path);

/** A part of a file. */
export const getPart = (path, range) => send("GET", path, range ? { Range: range } : {});

async function call(method, path, body) {
    const answer = body === undefined
        ? await send(method, path, {})
        : await send(method, path, { "Content-Type": "application/json" }, JSON.stringify(body));
    return answer.status === 204 ? null : answer.json();
}

async function send(method, path, more, body) {
    for (;;) {
        // Without credentials, or the browser would ask for a password of its own.
        const answer = await fetch(root + path, { method, body, credentials: "omit", headers: { ...headers(), ...more } }).catch(() => {
            throw new ApiError("The service does not answer.", 0);
        });
        if (answer.status === 401) {
            await ask();
            continue;
        }

        if (!answer.ok) {
            throw new ApiError(await lineOf(answer), answer.status);
        }

        clockDifference = Date.parse(answer.headers.get("Date")) - Date.now() || 0;
        return answer;
    }
}

async function lineOf(answer) {
    const problem = await answer.json().catch(() => null);
    return problem?.detail ?? problem?.title ?? `The service answers with status ${answer.status}.`;
}
