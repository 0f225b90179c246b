// Numbers, times and names as people read them.

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const units = ["B", "KiB", "MiB", "GiB", "TiB"];

export const count = value => whole.format(value);

export function rate(value) {
    return value === 0 || value >= 100 ? whole.format(value) : value.toFixed(1);
}

export function bytes(value) {
    const unit = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(value) / 10));
    const number = value / 1024 ** unit;
    return `${unit === 0 || number >= 100 ? whole.format(number) : number.toFixed(1)} ${units[unit]}`;
}

/** Of seconds: 35 ms, 1.2 s, 58 s, 5 min 3 s, 2 h 5 min, 3 d 4 h. */
export function duration(seconds) {
    if (seconds < 0.0995) {
        return `${Math.round(seconds * 1000)} ms`;
    }

    if (seconds < 9.95) {
        return `${seconds.toFixed(1)} s`;
    }

    const rounded = Math.round(seconds);
    const parts = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
    const first = parts.findIndex(([, size]) => rounded >= size);
    const [[name, size], below] = [parts[first], parts[first + 1]];
    const rest = below ? Math.floor((rounded % size) / below[1]) : 0;
    return `${Math.floor(rounded / size)} ${name}${rest > 0 ? ` ${rest} ${below[0]}` : ""}`;
}

/** Seconds of a duration as the API writes it: [days.]hours:minutes:seconds. */
export function secondsOf(text) {
    const parts = text.split(":").map(Number);
    const [days, hours] = text.includes(".") && text.indexOf(".") < text.indexOf(":") ? text.split(":")[0].split(".").map(Number) : [0, parts[0]];
    return ((days * 24 + hours) * 60 + parts[1]) * 60 + parts[2];
}

/** A duration as the API reads it: 500ms, 2s. */
export function shortDuration(text) {
    const seconds = secondsOf(text);
    return seconds > 0 && seconds < 1 ? `${Math.round(seconds * 1e6) / 1e3}ms` : `${seconds}s`;
}

const sameDay = new Intl.DateTimeFormat(undefined, { timeStyle: "medium", hourCycle: "h23" });
const otherDay = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" });

/** A time of this day, or a day and a time. */
export function time(text) {
    const at = new Date(text);
    return (at.toDateString() === new Date().toDateString() ? sameDay : otherDay).format(at);
}

/** What stands in lists of names and values: name=value. */
export const pairs = values => Object.entries(values).map(([name, value]) => `${name}=${value}`).join(" ");
