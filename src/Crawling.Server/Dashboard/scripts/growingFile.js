// A file of lines that grows: its last lines at first, then what is new.
import { getPart } from "./api.js";

/** Bytes that are looked at first. */
const tail = 64 << 10;

export class GrowingFile {
    #position = null;

    #unfinished = new Uint8Array();

    constructor(path) {
        this.path = path;
    }

    /** The lines that have come since the last call. */
    async read() {
        // From the byte before, for one that is not there yet cannot be asked for.
        const isFirst = !this.#position;
        const answer = await getPart(this.path, isFirst ? `bytes=-${tail}` : `bytes=${this.#position - 1}-`);
        const content = new Uint8Array(await answer.arrayBuffer());
        const start = Number(/^bytes (\d+)-/.exec(answer.headers.get("Content-Range") ?? "")?.[1] ?? 0);
        this.#position = start + content.length;
        const bytes = join(this.#unfinished, isFirst ? content : content.subarray(1));
        const end = bytes.lastIndexOf(10) + 1;
        this.#unfinished = bytes.slice(end);
        const lines = new TextDecoder().decode(bytes.subarray(0, end)).split("\n").slice(0, -1);

        // The first one may lack its beginning.
        return isFirst && start > 0 ? lines.slice(1) : lines;
    }
}

function join(first, second) {
    const both = new Uint8Array(first.length + second.length);
    both.set(first);
    both.set(second, first.length);
    return both;
}
