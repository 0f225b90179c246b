// The page of all jobs.
import { get } from "./api.js";
import { byId, showError } from "./dom.js";
import { showService } from "./header.js";
import { ActiveJobs, EndedJobs } from "./jobTables.js";
import { poll } from "./poll.js";
import { showSchedules } from "./schedules.js";
import { startForm } from "./startForm.js";

const active = new ActiveJobs(acted);
const ended = new EndedJobs(acted);
const form = startForm();
byId("open-start").addEventListener("click", form.open);

const look = poll(async () => {
    const [service, schedules] = await Promise.all([get("/service"), get("/schedules"), active.load(), ended.load()]);
    showService(service);
    showSchedules(schedules);
});

function acted(error) {
    showError(byId("problem"), error);
    look();
}
