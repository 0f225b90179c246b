// What a job is, in a word, and what can be done with it.

export const isOver = job => job.state !== "queued" && job.state !== "running";

export function wordOf(job) {
    return job.isStopping ? "stopping" : job.isPaused && !isOver(job) ? "paused" : job.state;
}

export function showState(badge, job) {
    badge.dataset.state = wordOf(job);
    badge.textContent = wordOf(job);
}

/** The actions that a job takes now, as the API calls them. */
export function actionsOf(job) {
    if (isOver(job)) {
        const isComplete = job.state === "finished" && ["finished", "callback_hung"].includes(job.finishReason);
        return isComplete ? ["delete"] : ["resume", "delete"];
    }

    return job.isStopping ? [] : [job.isPaused ? "resume" : "pause", "stop"];
}
