// @ts-check
// What moves on the map, for those who like motion.

import { apart, foot } from "./streets.js";

/** @typedef {import("./streets.js").Point} Point */

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * animate calls draw with the share of the time that has passed, the last time with 1.
 * @param {number} ms
 * @param {AbortSignal} signal ends it early
 * @param {(share: number) => void} draw
 * @returns {Promise<void>}
 */
export function animate(ms, signal, draw) {
	return new Promise((done) => {
		const began = performance.now();
		const frame = () => {
			const still = calm.matches || signal.aborted || document.hidden; // hidden tabs get no frames
			const share = still ? 1 : Math.min(1, (performance.now() - began) / ms);
			draw(share);
			if (share < 1) requestAnimationFrame(frame);
			else done();
		};
		frame();
	});
}

/**
 * stretch is the part of a line up to a point that lies on it; a straight line where
 * the point lies elsewhere.
 * @param {Point[]} line
 * @param {Point} from
 * @param {Point} to
 */
export function stretch(line, from, to) {
	const piece = line.findIndex((p, i) => apart(foot(to, line[Math.max(i - 1, 0)], p), to) < 0.5);
	return piece < 0 ? [from, to] : [from, ...line.slice(0, piece), to];
}

/** @param {Point[]} line */
export function lengthOf(line) {
	return line.slice(1).reduce((sum, p, i) => sum + apart(line[i], p), 0);
}

/**
 * along is the point at a share of a line's length.
 * @param {Point[]} line
 * @param {number} share
 * @returns {Point}
 */
export function along(line, share) {
	let left = share * lengthOf(line);
	for (let i = 1; i < line.length; i++) {
		const piece = apart(line[i - 1], line[i]);
		if (left < piece) {
			const t = left / piece;
			return { x: line[i - 1].x + t * (line[i].x - line[i - 1].x), y: line[i - 1].y + t * (line[i].y - line[i - 1].y) };
		}
		left -= piece;
	}
	return line[line.length - 1];
}
