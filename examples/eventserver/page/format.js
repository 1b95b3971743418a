// @ts-check
// Numbers as people read them.

const metresOf = new Map([["mm", 0.001], ["cm", 0.01], ["dm", 0.1], ["m", 1]]);
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const three = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

/**
 * metresPerUnit is 0 for a map whose unit is no length.
 * @param {string} unit
 */
export function metresPerUnit(unit) {
	return metresOf.get(unit) ?? 0;
}

/**
 * distance is a length in words: metres where the map's unit is one of length.
 * @param {number} d in units of the map
 * @param {string} unit
 */
export function distance(d, unit) {
	const metres = d * metresPerUnit(unit);
	if (!metresPerUnit(unit)) return `${whole.format(d)} ${unit || "units"}`;
	return length(metres);
}

/**
 * beeline is a distance as the crow flies, which is in metres or, on a plane, in its units.
 * @param {number} d
 * @param {string} unit of the map
 */
export function beeline(d, unit) {
	return metresPerUnit(unit) ? length(d) : distance(d, unit);
}

/** @param {number} metres */
export function length(metres) {
	return metres < 1000 ? `${whole.format(metres)} m` : `${three.format(metres / 1000)} km`;
}

/**
 * time is a duration with three digits and the unit that suits it.
 * @param {number} us microseconds
 */
export function time(us) {
	if (us < 1) return `${whole.format(us * 1000)} ns`;
	if (us < 1000) return `${three.format(us)} µs`;
	if (us < 1e6) return `${three.format(us / 1000)} ms`;
	return `${three.format(us / 1e6)} s`;
}

/** @param {number} n */
export function count(n) {
	return n < 10000 ? whole.format(n) : short.format(n);
}

/**
 * @param {number} n
 * @param {string} one
 * @param {string} many
 */
export function plural(n, one, many) {
	return `${whole.format(n)} ${n === 1 ? one : many}`;
}
