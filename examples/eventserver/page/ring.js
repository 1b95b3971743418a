// @ts-check
// The border of an area, as a list of points without the first again at its end.

/** @typedef {import("./streets.js").Point} Point */

/**
 * simplified leaves at most so many points of a ring: each time it takes out the one whose
 * triangle with its neighbours is the smallest (Visvalingam and Whyatt 1993).
 * @param {Point[]} ring
 * @param {number} most
 */
export function simplified(ring, most) {
	const left = [...ring];
	while (left.length > most) {
		const sizes = left.map((p, i) => triangle(left.at(i - 1) ?? p, p, left[(i + 1) % left.length]));
		left.splice(sizes.indexOf(Math.min(...sizes)), 1);
	}
	return left;
}

/**
 * triangle is twice the area of one.
 * @param {Point} a
 * @param {Point} b
 * @param {Point} c
 */
function triangle(a, b, c) {
	return Math.abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y));
}

/**
 * inside tells whether a line from a point to the outside crosses a ring an odd number of times.
 * @param {Point} p
 * @param {Point[]} ring
 */
export function inside(p, ring) {
	const crossed = ring.filter((b, i) => {
		const a = ring.at(i - 1) ?? b;
		return a.y > p.y !== b.y > p.y && p.x < a.x + ((p.y - a.y) / (b.y - a.y)) * (b.x - a.x);
	});
	return crossed.length % 2 === 1;
}
