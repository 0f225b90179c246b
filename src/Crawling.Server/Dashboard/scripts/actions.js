// The buttons of a job: pause, resume, stop, delete.
import { post, remove } from "./api.js";
import { make } from "./dom.js";
import { actionsOf } from "./jobState.js";

const titles = { pause: "Pause", resume: "Resume", stop: "Stop", delete: "Delete" };

/**
 * Shows the buttons that a job has now; those that stay keep the focus.
 * @param acted called after an action, with its error, or null, and its name
 */
export function showActions(container, job, acted) {
    const wanted = actionsOf(job);
    const old = [...container.children];
    if (wanted.join() === old.map(button => button.dataset.action).join()) {
        return;
    }

    const hadFocus = container.contains(document.activeElement);
    container.replaceChildren(...wanted.map(action => buttonOf(action, job, acted)));
    if (hadFocus) {
        container.querySelector("button")?.focus();
    }
}

function buttonOf(action, job, acted) {
    const button = make("button", { type: "button", textContent: titles[action] });
    button.dataset.action = action;
    button.classList.toggle("danger", action === "delete");
    button.setAttribute("aria-label", `${titles[action]} ${job.spider}`);
    button.addEventListener("click", async () => {
        if (action === "delete" && !confirm(`Delete this job of ${job.spider} with its items and its log?`)) {
            return;
        }

        button.disabled = true;
        try {
            await (action === "delete" ? remove(`/jobs/${job.id}`) : post(`/jobs/${job.id}/${action}`));
            acted(null, action);
        } catch (error) {
            acted(error, action);
        }

        button.disabled = false;
    });
    return button;
}
