// @ts-check
// The border of an area that is being drawn.

import { apart } from "./streets.js";

/** @typedef {import("./streets.js").Point} Point */

/** Draft is drawn in one go, or corner by corner. */
export class Draft {
	/**
	 * @param {(points: Point[]) => void} changed is told of it as far as it is drawn
	 * @param {(ring: Point[]) => void} done of three points or more, once it is whole
	 */
	constructor(changed, done) {
		this.changed = changed;
		this.done = done;
		/** @type {Point[]} */
		this.points = [];
		this.drawing = false; // in one go
	}

	/**
	 * draw goes on in one go.
	 * @param {Point} from
	 * @param {Point} to
	 */
	draw(from, to) {
		this.show(this.drawing ? [...this.points, to] : [from, to]);
		this.drawing = true;
		return true;
	}

	/**
	 * drawn ends that.
	 * @param {boolean} meant
	 */
	drawn(meant) {
		if (!this.drawing) return;
		this.drawing = false;
		if (meant) this.end();
		else this.show([]);
	}

	/**
	 * corner adds a corner; at the first or the last one again the border is whole, and corner
	 * returns true.
	 * @param {Point} p
	 * @param {number} reach how near that is
	 */
	corner(p, reach) {
		const ends = this.points.length > 2 ? [this.points[0], this.points[this.points.length - 1]] : [];
		const whole = ends.some((q) => apart(p, q) < reach);
		if (whole) this.end();
		else this.show([...this.points, p]);
		return whole;
	}

	end() {
		const ring = this.points;
		this.show([]);
		if (ring.length > 2) this.done(ring);
	}

	/** @param {Point[]} points */
	show(points) {
		this.points = points;
		this.changed(points);
	}
}
