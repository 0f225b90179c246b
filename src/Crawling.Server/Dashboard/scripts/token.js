// The token of the service, asked of the person once and kept until the tab is closed.
import { make } from "./dom.js";

const key = "token";
let asking = null;

export function headers() {
    const token = sessionStorage.getItem(key);
    return token ? { Authorization: `Bearer ${token}` } : {};
}

/** Asks for it, once for all who wait for it. */
export function ask() {
    asking ??= show(sessionStorage.getItem(key) !== null).finally(() => {
        asking = null;
    });
    return asking;
}

function show(wasWrong) {
    const input = make("input", { type: "password", name: "token", required: true, autocomplete: "current-password" });
    const label = make("label", {}, "Token ", input);
    const hint = make("p", { className: "hint" }, "The one that was set; else crawler serve told it at its first start, and keeps it in the file token of its folder.");
    const error = make("p", { className: "error", hidden: !wasWrong }, "This is not the token of this service.");
    error.setAttribute("role", "alert");
    const title = make("h2", { id: "token-title" }, "This service asks for its token");
    const form = make("form", {},
        title, label, hint, error, make("div", { className: "buttons" }, make("button", { className: "primary" }, "Continue")));
    const dialog = make("dialog", {}, form);
    dialog.setAttribute("aria-labelledby", title.id);
    dialog.addEventListener("cancel", event => event.preventDefault());
    document.body.append(dialog);
    dialog.showModal();
    return new Promise(resolve => {
        form.addEventListener("submit", event => {
            event.preventDefault();
            sessionStorage.setItem(key, input.value.trim());
            dialog.remove();
            resolve();
        });
    });
}
