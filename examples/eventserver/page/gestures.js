// @ts-check
// What pointers, the wheel and keys do to the map.

/**
 * @typedef {import("./streets.js").Point} Point
 * @typedef {object} Gestures
 * @property {(dx: number, dy: number) => void} pan
 * @property {(factor: number, at: Point) => void} zoom
 * @property {(at: Point, second: boolean) => void} act second: right click or long press
 * @property {(at: Point | null) => void} hover
 * @property {(from: Point, to: Point) => boolean} draw one pointer is dragged; whether that draws and does not move the map
 * @property {(meant: boolean) => void} drawn it is up again, or there are two
 */

const slack = 6; // CSS pixels that a click may wander
const press = 550; // ms that make a press long

/**
 * gestures calls back until the page ends.
 * @param {HTMLElement} target
 * @param {Gestures} does
 */
export function gestures(target, does) {
	const touch = new Touch(target, does);
	target.addEventListener("pointerdown", (e) => touch.down(e));
	target.addEventListener("pointermove", (e) => touch.move(e));
	target.addEventListener("pointerup", (e) => touch.up(e, true));
	target.addEventListener("pointercancel", (e) => touch.up(e, false));
	target.addEventListener("pointerleave", () => does.hover(null));
	target.addEventListener("contextmenu", (e) => {
		e.preventDefault(); // phones send it after a long press, which was acted on already
		if (e.button === 2 && touch.kind === "mouse") does.act(at(target, e), true);
	});
	target.addEventListener("wheel", (e) => wheel(target, does, e), { passive: false });
}

/** Touch follows the pointers that are down. */
class Touch {
	/**
	 * @param {HTMLElement} target
	 * @param {Gestures} does
	 */
	constructor(target, does) {
		this.target = target;
		this.does = does;
		/** @type {Map<number, Point>} */
		this.pointers = new Map();
		this.start = { x: 0, y: 0 };
		this.spent = false; // what goes on is no click any more
		this.several = false; // there were two at a time
		this.timer = 0;
		this.kind = "";
	}

	/** @param {PointerEvent} e */
	down(e) {
		this.kind = e.pointerType;
		if (e.button !== 0) return;
		const s = at(this.target, e);
		this.target.setPointerCapture(e.pointerId);
		this.pointers.set(e.pointerId, s);
		this.spent = this.several = this.pointers.size > 1;
		if (this.several) this.does.drawn(false);
		this.start = s;
		clearTimeout(this.timer);
		if (!this.spent && e.pointerType !== "mouse") this.timer = setTimeout(() => this.hold(), press);
	}

	hold() {
		this.spent = true;
		this.does.act(this.start, true);
	}

	/** @param {PointerEvent} e */
	move(e) {
		const s = at(this.target, e);
		const before = this.pointers.get(e.pointerId);
		if (!before) return e.pointerType === "mouse" ? this.does.hover(s) : undefined;
		if (!this.spent && Math.hypot(s.x - this.start.x, s.y - this.start.y) < slack) return;
		clearTimeout(this.timer);
		this.spent = true;
		this.does.hover(null);
		if (this.several || !this.does.draw(before, s)) this.drag(e.pointerId, before, s);
		this.pointers.set(e.pointerId, s);
	}

	/**
	 * drag moves the map, and zooms it with two fingers.
	 * @param {number} id of the pointer that moves
	 * @param {Point} before
	 * @param {Point} now
	 */
	drag(id, before, now) {
		this.target.classList.add("dragged");
		if (this.pointers.size === 2) this.pinch(id, before, now);
		this.does.pan((now.x - before.x) / this.pointers.size, (now.y - before.y) / this.pointers.size);
	}

	/**
	 * pinch zooms about the finger that rests.
	 * @param {number} id of the finger that moves
	 * @param {Point} before
	 * @param {Point} now
	 */
	pinch(id, before, now) {
		for (const [other, rest] of this.pointers) {
			if (other === id) continue;
			const was = Math.hypot(before.x - rest.x, before.y - rest.y);
			const is = Math.hypot(now.x - rest.x, now.y - rest.y);
			if (was > 1 && is > 1) this.does.zoom(is / was, { x: (now.x + rest.x) / 2, y: (now.y + rest.y) / 2 });
		}
	}

	/**
	 * @param {PointerEvent} e
	 * @param {boolean} meant
	 */
	up(e, meant) {
		if (!this.pointers.delete(e.pointerId)) return;
		clearTimeout(this.timer);
		this.target.classList.remove("dragged");
		this.does.drawn(meant);
		if (meant && !this.spent) this.does.act(at(this.target, e), false);
		this.spent = this.pointers.size > 0; // the finger that is left does not click
	}
}

/**
 * at is where a pointer is, in CSS pixels from the target's top left.
 * @param {HTMLElement} target
 * @param {MouseEvent} e
 * @returns {Point}
 */
function at(target, e) {
	const box = target.getBoundingClientRect();
	return { x: e.clientX - box.left, y: e.clientY - box.top };
}

/**
 * @param {HTMLElement} target
 * @param {Gestures} does
 * @param {WheelEvent} e
 */
function wheel(target, does, e) {
	e.preventDefault();
	const pixels = e.deltaY * (e.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1);
	const speed = e.ctrlKey ? 0.01 : 0.0015; // browsers send a pinch on a touchpad as a wheel with control
	does.zoom(Math.exp(-Math.max(-300, Math.min(300, pixels)) * speed), at(target, e));
}
