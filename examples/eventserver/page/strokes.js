// @ts-check
// A graph does not say which streets are main streets. Strokes do (Thomson and
// Richardson 1999): at each corner the two streets that go on most nearly straight
// are one, and a long stroke is what people take for a main street.
//
// Street e has two halves: half 2e lies at its first end and half 2e+1 at its second,
// so h ^ 1 is the other half of the same street.

/** @typedef {{line: number[], metres: number}} Stroke nodes in order, and how long it is */

const sharpest = Math.cos((50 * Math.PI) / 180); // a turn of more than 50° ends a stroke

/**
 * strokes joins the streets of a map.
 * @param {import("./streets.js").Streets} map
 * @returns {Stroke[]}
 */
export function strokes(map) {
	const next = partners(map);
	const seen = new Uint8Array(map.ends.length / 2);
	const found = [];
	for (let e = 0; e < seen.length; e++) {
		if (!seen[e]) found.push(trace(map, next, seen, first(next, 2 * e)));
	}
	return found;
}

/**
 * first follows a stroke back to where it begins, or once round if it is a ring.
 * @param {Int32Array} next
 * @param {number} start
 */
function first(next, start) {
	let h = start;
	while (next[h] >= 0 && (next[h] ^ 1) !== start) h = next[h] ^ 1;
	return h;
}

/**
 * trace follows a stroke from its first half to its end.
 * @param {import("./streets.js").Streets} map
 * @param {Int32Array} next
 * @param {Uint8Array} seen
 * @param {number} h
 * @returns {Stroke}
 */
function trace(map, next, seen, h) {
	const line = [map.ends[h]];
	let metres = 0;
	for (; h >= 0 && !seen[h >> 1]; h = next[h ^ 1]) {
		seen[h >> 1] = 1;
		const [from, to] = [map.point(map.ends[h]), map.point(map.ends[h ^ 1])];
		metres += Math.hypot(to.x - from.x, to.y - from.y);
		line.push(map.ends[h ^ 1]);
	}
	return { line, metres };
}

/**
 * partners says for each half which half at the same corner goes on, -1 if none does.
 * @param {import("./streets.js").Streets} map
 */
function partners(map) {
	const next = new Int32Array(map.ends.length).fill(-1);
	for (const halves of meetings(map)) {
		for (const [a, b] of straightest(map, halves)) {
			if (next[a] < 0 && next[b] < 0) [next[a], next[b]] = [b, a];
		}
	}
	return next;
}

/**
 * meetings lists the halves at each corner.
 * @param {import("./streets.js").Streets} map
 */
function meetings(map) {
	const lists = Array.from(map.degree, () => /** @type {number[]} */ ([]));
	map.ends.forEach((v, h) => lists[v].push(h));
	return lists;
}

/**
 * straightest returns the pairs of halves that turn little, the straightest first.
 * @param {import("./streets.js").Streets} map
 * @param {number[]} halves
 */
function straightest(map, halves) {
	const ways = halves.map((h) => direction(map, h));
	const pairs = [];
	for (let i = 0; i < halves.length; i++) {
		for (let j = 0; j < i; j++) {
			const straight = -(ways[i].x * ways[j].x + ways[i].y * ways[j].y);
			if (straight > sharpest || halves.length === 2) pairs.push({ straight, pair: [halves[i], halves[j]] });
		}
	}
	return pairs.sort((a, b) => b.straight - a.straight).map((p) => p.pair);
}

/**
 * direction is the unit vector along a street, away from where the half lies.
 * @param {import("./streets.js").Streets} map
 * @param {number} h
 */
function direction(map, h) {
	const [a, b] = [map.point(map.ends[h]), map.point(map.ends[h ^ 1])];
	const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
	return { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
}
