// @ts-check
// The map on the screen: it draws when something has changed, and turns what
// pointers and keys do into panning, zooming and corners of the map.

import { gestures } from "./gestures.js";
import { marks } from "./marks.js";
import { colours, layers, streets } from "./paint.js";
import { View } from "./view.js";

/**
 * @typedef {import("./streets.js").Point} Point
 * @typedef {import("./streets.js").Streets} Streets
 * @typedef {object} Does
 * @property {(at: Point, second: boolean) => void} act
 * @property {(at: Point) => Point | null} aim where a click would act
 * @property {(from: Point, to: Point) => boolean} draw
 * @property {(meant: boolean) => void} drawn
 * @property {() => void} moved
 */

const step = 80; // CSS pixels that an arrow key moves the map
const margin = { top: 104, right: 72, bottom: 108, left: 40 }; // what lies on the map stays off a hunt

export class Board {
	/**
	 * @param {HTMLCanvasElement} canvas
	 * @param {Does} does points are on the plane
	 */
	constructor(canvas, does) {
		this.canvas = canvas;
		this.does = does;
		this.ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false }));
		this.view = new View();
		/** @type {Streets | null} */
		this.map = null;
		/** @type {import("./paint.js").Layer[]} */
		this.layers = [];
		/** @type {import("./marks.js").Scene} */
		this.scene = { player: null, route: [], others: [], former: null, clues: [], closed: [], areas: [], draft: [], hover: null, closing: false, cross: false };
		/** @type {Point | null} */
		this.pointer = null; // on the screen
		this.frame = 0;
		this.listen();
	}

	listen() {
		const { canvas } = this;
		gestures(canvas, {
			pan: (dx, dy) => this.change(() => this.view.pan(dx, dy)),
			zoom: (factor, at) => this.change(() => this.view.zoom(factor, at)),
			act: (at, second) => this.does.act(this.view.plane(at), second),
			hover: (at) => this.hover(at),
			draw: (from, to) => this.does.draw(this.view.plane(from), this.view.plane(to)),
			drawn: (meant) => this.does.drawn(meant),
		});
		canvas.addEventListener("keydown", (e) => this.key(e));
		canvas.addEventListener("focus", () => this.crosshair(canvas.matches(":focus-visible")));
		canvas.addEventListener("blur", () => this.crosshair(false));
		canvas.addEventListener("pointerdown", () => this.crosshair(false));
		new ResizeObserver(() => this.resize()).observe(canvas);
		matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.repaint());
	}

	/** @param {Streets} map */
	show(map) {
		this.map = map;
		this.layers = layers(map);
		this.view.limits = [map.low, map.high];
		this.resize();
		this.change(() => this.view.fit([map.low, map.high], { top: 0, right: 0, bottom: 0, left: 0 }));
		this.change(() => this.view.zoom(1.9, { x: this.view.width / 2, y: this.view.height / 2 }));
	}

	/** @param {Point[]} points */
	fit(points) {
		if (points.length) this.change(() => this.view.fit(points, margin));
	}

	/** @param {Point} p */
	centre(p) {
		this.change(() => Object.assign(this.view, p));
	}

	/** @param {number} factor */
	zoom(factor) {
		this.change(() => this.view.zoom(factor, { x: this.view.width / 2, y: this.view.height / 2 }));
	}

	middle() {
		return { x: this.view.x, y: this.view.y };
	}

	/** @param {() => void} how the view changes */
	change(how) {
		how();
		this.aim();
		this.does.moved();
		this.repaint();
	}

	resize() {
		const { clientWidth, clientHeight } = this.canvas;
		this.view.width = clientWidth;
		this.view.height = clientHeight;
		this.canvas.width = Math.round(clientWidth * devicePixelRatio);
		this.canvas.height = Math.round(clientHeight * devicePixelRatio);
		this.does.moved();
		this.draw(); // at once: a canvas that was resized is empty
	}

	/** @param {KeyboardEvent} e */
	key(e) {
		if (e.ctrlKey || e.metaKey || e.altKey) return;
		const by = e.shiftKey ? 3 * step : step;
		const moves = new Map([["ArrowLeft", [by, 0]], ["ArrowRight", [-by, 0]], ["ArrowUp", [0, by]], ["ArrowDown", [0, -by]]]);
		const move = moves.get(e.key);
		if (!move && e.key !== "Enter") return;
		e.preventDefault();
		this.crosshair(true);
		if (move) this.change(() => this.view.pan(move[0], move[1]));
		else this.does.act(this.middle(), false);
	}

	/** @param {boolean} on */
	crosshair(on) {
		this.scene.cross = on;
		this.aim();
		this.repaint();
	}

	/** @param {Point | null} at on the screen */
	hover(at) {
		this.pointer = at;
		this.aim();
		this.repaint();
	}

	/** aim finds what a click, or Enter, would mean. */
	aim() {
		const at = this.scene.cross ? this.middle() : this.pointer && this.view.plane(this.pointer);
		this.scene.hover = at && this.does.aim(at);
	}

	/** @param {Partial<import("./marks.js").Scene>} change */
	set(change) {
		Object.assign(this.scene, change);
		this.aim();
		this.repaint();
	}

	repaint() {
		this.frame ||= requestAnimationFrame(() => this.draw());
	}

	draw() {
		this.frame = 0;
		const { ctx, view } = this;
		const colour = colours(this.canvas);
		streets(ctx, view, devicePixelRatio, this.layers, colour);
		marks(ctx, view, devicePixelRatio, this.scene, colour);
	}
}
