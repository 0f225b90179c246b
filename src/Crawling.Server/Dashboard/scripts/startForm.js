// The form that starts a crawl: a spider, its arguments as fields, settings, priority.
import { get, post } from "./api.js";
import { byId, make, showError } from "./dom.js";

export function startForm() {
    const dialog = byId("start");
    const form = byId("start-form");
    const error = form.querySelector(".error");
    let spiders = [];

    async function open() {
        showError(error, null);
        dialog.showModal();
        try {
            spiders = await get("/spiders");
            const chosen = form.elements.spider.value;
            form.elements.spider.replaceChildren(...spiders.map(spider => make("option", {}, spider.name)));
            if (spiders.some(spider => spider.name === chosen)) {
                form.elements.spider.value = chosen;
            } else {
                showSpider();
            }
        } catch (problem) {
            showError(error, problem);
        }
    }

    function showSpider() {
        const spider = spiders.find(candidate => candidate.name === form.elements.spider.value);
        byId("start-description").textContent = spider?.description ?? "";
        const fields = byId("start-arguments");
        fields.hidden = !spider?.arguments.length;
        fields.replaceChildren(fields.firstElementChild, ...(spider?.arguments ?? []).map(fieldOf));
    }

    async function start() {
        showError(error, null);
        try {
            const { id } = await post("/jobs", bodyOf(form));
            location.assign(`/jobs/${id}`);
        } catch (problem) {
            showError(error, problem);
        }
    }

    form.elements.spider.addEventListener("change", showSpider);
    byId("start-cancel").addEventListener("click", () => dialog.close());
    form.addEventListener("submit", event => {
        event.preventDefault();
        start();
    });
    return { open };
}

function fieldOf(argument) {
    const input = make("input", { autocomplete: "off", placeholder: argument.type });
    input.dataset.argument = argument.name;
    return make("label", {}, argument.name, input);
}

/** What is left empty is not given: the spider has its own values. */
function bodyOf(form) {
    const given = [...form.querySelectorAll("[data-argument]")].filter(input => input.value !== "");
    return {
        spider: form.elements.spider.value,
        arguments: Object.fromEntries(given.map(input => [input.dataset.argument, input.value])),
        settings: settingsOf(form.elements.settings.value),
        priority: Number(form.elements.priority.value),
    };
}

function settingsOf(text) {
    const lines = text.split("\n").map(line => line.trim()).filter(line => line !== "");
    return Object.fromEntries(lines.map(line => {
        const at = line.indexOf("=");
        if (at < 1) {
            throw new Error(`'${line}' is no setting: write key=value, as close:pages=100.`);
        }

        return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }));
}
