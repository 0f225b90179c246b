// Asks again and again for as long as somebody looks.
import { ApiError } from "./api.js";
import { byId, showError } from "./dom.js";

const interval = 1000;
const gone = 404;

/**
 * Runs a task once a second while the page is visible, never twice at once, until what it asks for is gone.
 * @returns a function that runs it at once
 */
export function poll(task) {
    let timer = 0;
    let isRunning = false;
    let isDue = false;

    async function run() {
        clearTimeout(timer);
        if (isRunning) {
            isDue = true;
            return;
        }

        isRunning = true;
        const error = await task().then(() => null, failure => failure);
        isRunning = false;
        tell(error);
        if (!document.hidden && error?.status !== gone) {
            timer = setTimeout(run, isDue ? 0 : interval);
            isDue = false;
        }
    }

    document.addEventListener("visibilitychange", () => document.hidden ? clearTimeout(timer) : run());
    run();
    return run;
}

function tell(error) {
    showError(byId("banner"), error);
    if (error && !(error instanceof ApiError)) {
        console.error(error);
    }
}
