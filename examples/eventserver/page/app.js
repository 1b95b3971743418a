// @ts-check
// Puts the page together: one map, at most one hunt, two tools.

import { Problem, request } from "./api.js";
import { Board } from "./board.js";
import { byId } from "./dom.js";
import { Draft } from "./draft.js";
import { Hunt } from "./hunt.js";
import { along, animate, lengthOf, stretch } from "./motion.js";
import { HuntPanel, scale } from "./panel.js";
import { Pulse } from "./pulse.js";
import { inside, simplified } from "./ring.js";
import { final } from "./stream.js";
import { apart, Streets } from "./streets.js";
import { barred, describe, way } from "./words.js";

/**
 * @typedef {import("./streets.js").Point} Point
 * @typedef {import("./streets.js").Place} Place
 * @typedef {import("./hunt.js").Now} Now
 * @typedef {"walk" | "close" | "area"} Tool
 */

const reach = 16; // CSS pixels round a mark that mean it
const mostCorners = 64; // that the server takes of an area

class App {
	constructor() {
		/** @type {Streets | null} */
		this.map = null;
		/** @type {Hunt | null} */
		this.hunt = null;
		/** @type {import("./hunt.js").Walk[]} */
		this.ways = []; // to the next clue: the shortest, and others once they are known
		/** @type {import("./hunt.js").Near | null} */
		this.near = null; // the walk toward a clue that cannot be reached, once it is known
		/** @type {Tool} */
		this.tool = "walk";
		this.draft = new Draft(
			(points) => this.board.set({ draft: points }),
			(ring) => this.enclose(ring),
		);
		this.walk = new AbortController(); // of the player's dot
		this.walking = Promise.resolve();
		this.fade = new AbortController(); // of the way that was
		this.board = new Board(byId("map", HTMLCanvasElement), {
			act: (at, second) => this.act(at, second),
			aim: (at) => this.spot(at),
			draw: (from, to) => this.tool === "area" && !!this.hunt && this.draft.draw(from, to),
			drawn: (meant) => this.draft.drawn(meant),
			moved: () => scale(this.board.view, this.map?.degrees ?? true),
		});
		this.panel = new HuntPanel({
			start: (options) => this.start(options),
			walkOn: () => this.walkOn(),
			end: () => this.attempt(() => this.end()),
			prefer: (way) => this.prefer(way),
			look: (place) => this.board.centre(this.at(place)),
			reopen: (where) => this.attempt(() => this.hunt?.send("reopened", where)),
		});
		this.pulse = new Pulse(
			() => !this.hunt,
			(yes) => this.say(yes ? "The server is back." : "The server cannot be reached. Trying again.", !yes),
		);
		this.buttons();
	}

	buttons() {
		const keys = new Map([
			["w", () => this.choose("walk")],
			["c", () => this.choose("close")],
			["a", () => this.choose("area")],
			["escape", () => this.draft.show([])],
			["+", () => this.board.zoom(1.5)],
			["=", () => this.board.zoom(1.5)],
			["-", () => this.board.zoom(1 / 1.5)],
			["0", () => this.fit()],
		]);
		for (const [id, key] of [["walk", "w"], ["close", "c"], ["area", "a"], ["zoom-in", "+"], ["zoom-out", "-"], ["zoom-fit", "0"]]) {
			byId(id).addEventListener("click", () => keys.get(key)?.());
		}
		document.addEventListener("keydown", (e) => {
			if (e.ctrlKey || e.metaKey || e.altKey || e.target instanceof HTMLInputElement) return;
			keys.get(e.key.toLowerCase())?.();
		});
	}

	async open() {
		await this.attempt(() => this.load());
		await this.attempt(() => this.resume());
	}

	async load() {
		this.map = new Streets(await request("GET", "map"));
		this.panel.about(this.map);
		this.board.show(this.map);
	}

	async resume() {
		try {
			const hunt = await Hunt.resume((why) => this.say(why, true));
			if (hunt) this.take(hunt);
		} catch (problem) {
			if (!(problem instanceof Problem && problem.gone)) throw problem;
			sessionStorage.clear();
		}
	}

	/** @param {import("./hunt.js").Options} options */
	async start(options) {
		const { map } = this;
		if (!map) return;
		await this.attempt(
			async () => {
				const hunt = await Hunt.begin(map.place(this.board.middle()), options, (why) => this.say(why, true));
				await this.leave();
				this.take(hunt);
				this.say(`New hunt: ${way(hunt.now, map.unit)}.`);
			},
			(problem) => this.panel.refuse(problem.message, problem.field),
		);
	}

	/**
	 * take makes a hunt the page's and follows it.
	 * @param {Hunt} hunt
	 */
	async take(hunt) {
		this.hunt = hunt;
		hunt.heard = (kind, now, before) => this.heard(kind, now, before);
		this.board.set({ player: this.at(hunt.now.state.position) });
		this.show();
		this.fit();
		const problem = await hunt.listen((yes) => this.pulse.reached(yes));
		if (problem) this.pulse.reached(true);
		if (problem && this.hunt === hunt) this.drop(problem.message);
	}

	/** leave ends the hunt before a new one; that it is gone already is no matter. */
	async leave() {
		const { hunt } = this;
		this.hunt = null;
		if (!hunt) return;
		hunt.stop.abort();
		await request("DELETE", hunt.url, { token: hunt.pass.token }).catch(() => null);
	}

	async end() {
		const { hunt } = this;
		this.drop("The hunt has ended.");
		await hunt?.end();
	}

	/**
	 * drop is for a hunt that is no more.
	 * @param {string} why
	 * @param {boolean} [bad]
	 */
	drop(why, bad = false) {
		this.hunt?.forget();
		this.hunt = null;
		this.walk.abort();
		this.fade.abort();
		this.board.set({ player: null, former: null });
		this.show();
		this.say(why, bad);
	}

	/**
	 * heard shows what an event changed.
	 * @param {string} kind
	 * @param {Now} now
	 * @param {Now} before
	 */
	heard(kind, now, before) {
		const text = describe(kind, now, before, this.map?.unit ?? "");
		if (final.has(kind)) return this.drop(text, kind !== "ended");
		if (kind === "map" || kind === "reset") this.attempt(() => this.refresh());
		if (kind === "reset") return; // what it says is shown with the way
		if (kind === "restarting") {
			this.pulse.there = false; // which is said here
			return this.say(text, true);
		}
		if (kind === "moved") this.glide(before, now);
		if (kind === "closed" || kind === "reopened") this.fadeOut(before, now);
		this.show();
		this.say(text);
	}

	/** refresh fetches the map, where it has changed, and the hunt. */
	async refresh() {
		const { hunt } = this;
		if (!hunt) return;
		const now = await hunt.fetch();
		if (now.state.map !== this.map?.hash) await this.load();
		hunt.now = now;
		this.board.set({ player: this.at(now.state.position) });
		this.show();
		this.fit();
	}

	/** show draws the hunt, or that there is none. */
	show() {
		const now = this.hunt?.now ?? null;
		const next = this.hunt?.next() ?? -1;
		this.panel.show(now);
		this.offer(now);
		this.board.set({
			closed: now?.state.closed.map((c) => this.at(c)) ?? [],
			areas: now?.state.areas.map((ring) => this.points(ring)) ?? [],
			clues: now?.state.clues.map((c, i) => ({ ...this.at(c), number: i + 1, found: c.found, next: i === next })) ?? [],
		});
	}

	/**
	 * offer shows the way, and others as soon as the server has found them; or how near one can
	 * get, if there is none.
	 * @param {Now | null} now
	 */
	async offer(now) {
		const { hunt } = this;
		this.near = null;
		this.ways = now?.path ? [now.path] : [];
		this.prefer(0);
		if (!hunt || !now?.path || now.path.distance === 0) return;
		const near = now.path.distance === null ? await hunt.near() : null;
		const others = near ? [] : await hunt.alternatives();
		if (this.hunt?.now !== now) return;
		this.near = near;
		this.ways = near ? [near] : [now.path, ...others];
		this.prefer(0);
		if (near) this.say(`${barred(now, near, this.map?.unit ?? "")}.`, true);
	}

	/** @param {number} way the number of the one that is shown */
	prefer(way) {
		const lines = this.ways.map((w) => this.points(w.line));
		this.panel.ways(this.ways, way);
		this.panel.toward(this.near);
		this.board.set({ route: lines[way] ?? [], others: lines.toSpliced(way, 1) });
	}

	/**
	 * glide walks the dot: along the way where it leads there.
	 * @param {Now} before
	 * @param {Now} now
	 */
	glide(before, now) {
		const [from, to] = [this.board.scene.player ?? this.at(before.state.position), this.at(now.state.position)];
		const line = stretch(this.line(before), from, to);
		this.walk.abort();
		this.walk = new AbortController();
		const { signal } = this.walk;
		const ms = Math.min(1400, 250 + lengthOf(line) * this.board.view.scale * 2);
		this.walking = animate(ms, signal, (share) => {
			if (!signal.aborted) this.board.set({ player: along(line, share) });
		});
	}

	/**
	 * fadeOut leaves the way that was for a moment, so that the change is seen.
	 * @param {Now} before
	 * @param {Now} now
	 */
	fadeOut(before, now) {
		if (before.path?.distance === now.path?.distance) return;
		this.fade.abort();
		this.fade = new AbortController();
		const { signal } = this.fade;
		const line = this.line(before);
		animate(2500, signal, (share) => {
			if (!signal.aborted) this.board.set({ former: share < 1 ? { line, strength: 1 - share } : null });
		});
	}

	/**
	 * act uses a tool: the one that is chosen, or, by right click and long press, closing.
	 * @param {Point} at
	 * @param {boolean} second
	 */
	act(at, second) {
		const { hunt } = this;
		if (!hunt) return this.say("Start a hunt first: the button is in the panel.");
		if (this.tool === "area" && !second) {
			const done = this.draft.corner(at, reach / this.board.view.scale);
			return done ? undefined : this.say("Go on round the area, and end where you have begun.");
		}
		const closing = this.tool === "close" || second;
		const place = this.aim(at, closing);
		if (!place) return;
		if (!closing) return this.attempt(() => this.go(place));
		const { closed, areas } = hunt.now.state;
		const shut = closed.some((c) => c.lon === place.lon && c.lat === place.lat);
		const area = areas.findLast((ring) => inside(at, this.points(ring)));
		if (area && !shut) this.attempt(() => hunt.send("reopened", area));
		else this.attempt(() => hunt.send(shut ? "reopened" : "closed", place));
	}

	/**
	 * enclose closes an area.
	 * @param {Point[]} ring
	 */
	enclose(ring) {
		this.attempt(() => this.hunt?.send("closed", simplified(ring, mostCorners).map((p) => this.written(p))));
	}

	/**
	 * written is a point as the server has it, of a length that it takes.
	 * @param {Point} p
	 * @returns {[number, number]}
	 */
	written(p) {
		const { lon, lat } = this.map?.place(p) ?? { lon: 0, lat: 0 };
		return [Number(lon.toFixed(7)), Number(lat.toFixed(7))];
	}

	/**
	 * aim is the place that somebody means who points at p: a mark that is there, the way
	 * if a street is to be closed, or the nearest place or corner of a street.
	 * @param {Point} p
	 * @param {boolean} closing
	 * @returns {Place | null}
	 */
	aim(p, closing) {
		const { hunt, map } = this;
		if (!hunt || !map) return null;
		const { clues, closed } = hunt.now.state;
		const marked = closing ? (this.mark(p, closed, 0) ?? this.mark(p, this.between(), 0)) : this.mark(p, clues, 26);
		return marked ?? (closing ? map.corner(p) : map.beside(p));
	}

	/**
	 * spot is where the tool that is chosen would be used.
	 * @param {Point} p
	 */
	spot(p) {
		if (this.tool === "area") return null;
		const place = this.aim(p, this.tool === "close");
		return place && this.at(place);
	}

	/**
	 * between is the corners along the way that are not crossings: the server closes a
	 * street there, and not one beside it.
	 * @returns {Place[]}
	 */
	between() {
		const line = this.hunt?.now.path?.line ?? [];
		const places = line.slice(1, -1).map(([lon, lat]) => ({ lon, lat }));
		return places.filter((place) => !this.map?.crossing(place));
	}

	/**
	 * go walks to a place, and picks up the clue that lies there.
	 * @param {Place} place
	 */
	async go(place) {
		const { hunt } = this;
		await hunt?.send("moved", place);
		await this.walking;
		if (hunt && hunt === this.hunt && hunt.arrived()) await hunt.send("found");
	}

	walkOn() {
		const place = this.near?.place ?? this.hunt?.now.state.clues[this.hunt.next()];
		if (place) this.attempt(() => this.go(place));
	}

	/**
	 * mark finds the one of some spots whose mark is at a point.
	 * @param {Point} at
	 * @param {Place[]} spots
	 * @param {number} tall CSS pixels from the spot up to the middle of its mark's head
	 */
	mark(at, spots, tall) {
		const { scale } = this.board.view;
		const near = (/** @type {Place} */ spot) => {
			const p = this.at(spot);
			return Math.min(apart(p, at), apart({ x: p.x, y: p.y + tall / scale }, at)) * scale;
		};
		const [best] = spots.toSorted((a, b) => near(a) - near(b));
		return best && near(best) <= reach ? best : null;
	}

	/** @param {Tool} tool */
	choose(tool) {
		this.tool = tool;
		for (const id of ["walk", "close", "area"]) byId(id).setAttribute("aria-pressed", String(id === tool));
		this.draft.show([]);
		this.board.set({ closing: tool === "close" });
	}

	fit() {
		const state = this.hunt?.now.state;
		if (state) this.board.fit([...state.clues, state.position].map((s) => this.at(s)));
		else if (this.map) this.board.fit([this.map.low, this.map.high]);
	}

	/**
	 * @param {Place} place
	 * @returns {Point}
	 */
	at(place) {
		return this.map?.plane(place.lon, place.lat) ?? { x: 0, y: 0 };
	}

	/** @param {[number, number][]} places lon and lat */
	points(places) {
		return places.map(([lon, lat]) => this.at({ lon, lat }));
	}

	/**
	 * @param {Now | null} now
	 * @returns {Point[]}
	 */
	line(now) {
		return this.points(now?.path?.line ?? []);
	}

	/**
	 * attempt runs what may be refused, and says so if it is.
	 * @param {() => Promise<unknown> | undefined | void} what
	 * @param {(problem: Problem) => void} [refused]
	 */
	async attempt(what, refused) {
		try {
			await what();
		} catch (problem) {
			if (!(problem instanceof Problem)) throw problem;
			if (refused && problem.field) refused(problem);
			else if (problem.gone && this.hunt) this.drop(problem.message, true);
			else this.say(problem.message, true);
		}
	}

	/**
	 * say has the status line tell what happened.
	 * @param {string} text
	 * @param {boolean} [bad]
	 */
	say(text, bad = false) {
		byId("status").textContent = text;
		byId("status").classList.toggle("bad", bad);
	}
}

const app = new App();

// What tests see: a copy of the hunt, and where a place is on the screen.
Object.defineProperty(window, "cairn", {
	value: Object.freeze({
		hunt: () => structuredClone(app.hunt?.now ?? null),
		screen: (/** @type {number} */ lon, /** @type {number} */ lat) => app.board.view.screen(app.at({ lon, lat })),
	}),
});

await app.open();
