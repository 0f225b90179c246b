// The top of a scale: the least round number that is not less than a value.

export function niceCount(value) {
    return value <= 1 ? 1 : round(value);
}

export function niceBytes(value) {
    const unit = 1024 ** Math.floor(Math.log2(Math.max(value, 1024)) / 10);
    return unit * round(value / unit);
}

function round(value) {
    const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
    return power * [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find(step => step * power >= value);
}
