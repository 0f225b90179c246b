// The crawls that are started by the clock.
import { byId, fill, showEither, showRows } from "./dom.js";
import { time } from "./format.js";

export function showSchedules(schedules) {
    showEither(byId("schedules").parentElement, byId("schedules-empty"), schedules.length > 0);
    showRows(byId("schedules"), "schedule-row", schedules, schedule => `${schedule.spider} ${schedule.cron} ${schedule.timeZone}`, (row, schedule) =>
        fill(row, { ...schedule, next: schedule.next ? time(schedule.next) : "never" }));
}
