// @ts-check
// Which part of the plane is on the screen, and how large.

/** @typedef {import("./streets.js").Point} Point */

const nearestScale = 4; // pixels a metre, at most

/** View is the middle of the screen on the plane and the scale, in CSS pixels a metre. */
export class View {
	constructor() {
		this.x = 0;
		this.y = 0;
		this.scale = 0.1;
		this.width = 1;
		this.height = 1;
		/** @type {[Point, Point]} */
		this.limits = [{ x: -1, y: -1 }, { x: 1, y: 1 }];
	}

	/**
	 * screen says where a point is in CSS pixels from the top left.
	 * @param {Point} p
	 * @returns {Point}
	 */
	screen(p) {
		return { x: this.width / 2 + (p.x - this.x) * this.scale, y: this.height / 2 - (p.y - this.y) * this.scale };
	}

	/**
	 * plane is the inverse of screen.
	 * @param {Point} s
	 * @returns {Point}
	 */
	plane(s) {
		return { x: this.x + (s.x - this.width / 2) / this.scale, y: this.y - (s.y - this.height / 2) / this.scale };
	}

	/**
	 * @param {number} dx CSS pixels that the map moves to the right
	 * @param {number} dy and down
	 */
	pan(dx, dy) {
		this.x -= dx / this.scale;
		this.y += dy / this.scale;
		this.clamp();
	}

	/**
	 * zoom changes the scale, and what is at s stays there.
	 * @param {number} factor
	 * @param {Point} s
	 */
	zoom(factor, s) {
		const before = this.plane(s);
		this.scale *= factor;
		this.clampScale();
		const after = this.plane(s);
		this.x += before.x - after.x;
		this.y += before.y - after.y;
		this.clamp();
	}

	/**
	 * fit shows all of the points.
	 * @param {Point[]} points
	 * @param {{top: number, right: number, bottom: number, left: number}} margin CSS pixels that stay free
	 */
	fit(points, margin) {
		const [xs, ys] = [points.map((p) => p.x), points.map((p) => p.y)];
		const [low, high] = [{ x: Math.min(...xs), y: Math.min(...ys) }, { x: Math.max(...xs), y: Math.max(...ys) }];
		const across = (this.width - margin.left - margin.right) / (high.x - low.x + 1);
		const down = (this.height - margin.top - margin.bottom) / (high.y - low.y + 1);
		this.scale = Math.min(Math.max(Math.min(across, down), 1e-9), 1);
		this.clampScale();
		this.x = (low.x + high.x - (margin.left - margin.right) / this.scale) / 2;
		this.y = (low.y + high.y + (margin.top - margin.bottom) / this.scale) / 2;
		this.clamp();
	}

	/** clampScale keeps the map about as large as the screen, or larger. */
	clampScale() {
		const [low, high] = this.limits;
		const least = 0.5 * Math.min(this.width / (high.x - low.x), this.height / (high.y - low.y));
		this.scale = Math.max(least, Math.min(nearestScale, this.scale));
	}

	/** clamp keeps some of the map in the middle of the screen. */
	clamp() {
		const [low, high] = this.limits;
		this.x = Math.max(low.x, Math.min(high.x, this.x));
		this.y = Math.max(low.y, Math.min(high.y, this.y));
	}
}
