// @ts-check
// A hunt as the server has it: the requests that change it and the events that tell.

import { request } from "./api.js";
import { final, follow } from "./stream.js";

/**
 * @typedef {import("./streets.js").Place & {node: number, street: string}} Spot
 * @typedef {object} State
 * @property {string} id
 * @property {string} map
 * @property {Spot} position
 * @property {(Spot & {found: boolean})[]} clues
 * @property {Spot[]} closed
 * @property {[number, number][][]} areas that are closed: the corners of each, lon and lat
 * @property {number | null} remaining
 * @property {number} event
 * @property {boolean} arrived
 * @typedef {{text: string, begin: number}} Step begin is the place in the line
 * @typedef {{distance: number | null, line: [number, number][], steps: Step[]}} Walk
 * @typedef {Walk & {place: Spot, away: number}} Near place is where the walk ends, so far from the clue
 * @typedef {Walk & {from: number, to: number, engine: string, solved_us: number}} Path
 * @typedef {{state: State, path: Path | null}} Now
 * @typedef {(kind: string, now: Now, before: Now) => void} Heard
 * @typedef {object} Options
 * @property {number} clues
 * @property {number} [range]
 * @property {number} [seed]
 */

const key = "cairn-hunt"; // of this tab: a reload goes on with the hunt

export class Hunt {
	/**
	 * @param {{id: string, token: string}} pass
	 * @param {Now} now
	 * @param {(why: string) => void} waits is told when the server is busy
	 */
	constructor(pass, now, waits) {
		this.pass = pass;
		this.now = now;
		this.waits = waits;
		this.url = `hunts/${pass.id}`;
		/** @type {Heard} */
		this.heard = () => {};
		this.stop = new AbortController();
	}

	/**
	 * begin asks for a new hunt.
	 * @param {import("./streets.js").Place} place
	 * @param {Options} options
	 * @param {(why: string) => void} waits
	 */
	static async begin(place, options, waits) {
		const { token, ...state } = await request("POST", "hunts", { body: { ...place, ...options }, waits });
		sessionStorage.setItem(key, JSON.stringify({ id: state.id, token }));
		const path = await request("GET", `hunts/${state.id}/path`, { token, waits });
		return new Hunt({ id: state.id, token }, { state, path }, waits);
	}

	/**
	 * resume goes on with the hunt that this tab had, if the server still has it.
	 * @param {(why: string) => void} waits
	 */
	static async resume(waits) {
		const pass = JSON.parse(sessionStorage.getItem(key) ?? "null");
		if (!pass) return null;
		const hunt = new Hunt(pass, /** @type {Now} */ ({}), waits);
		hunt.now = await hunt.fetch();
		return hunt;
	}

	/** forget is for a hunt that is no more. */
	forget() {
		this.stop.abort();
		sessionStorage.removeItem(key);
	}

	/**
	 * next is the number of the clue that is looked for, from 0; -1 once all are found.
	 * @param {State} [state]
	 */
	next(state = this.now.state) {
		return state.clues.findIndex((c) => !c.found);
	}

	/** arrived tells whether the player is near enough to the next clue to find it. */
	arrived() {
		return this.now.state.arrived;
	}

	/** @returns {Promise<Now>} */
	async fetch() {
		const ask = (/** @type {string} */ url) => request("GET", url, { token: this.pass.token, waits: this.waits });
		const state = await ask(this.url);
		const all = this.next(state) < 0;
		return { state, path: all ? null : await ask(`${this.url}/path`) };
	}

	/**
	 * alternatives are other ways to the next clue; none if the server has no time for them.
	 * @returns {Promise<Walk[]>}
	 */
	alternatives() {
		return request("GET", `${this.url}/alternatives`, { token: this.pass.token }).catch(() => []);
	}

	/**
	 * near is the walk as near to the next clue as one can get; null if the server has no time.
	 * @returns {Promise<Near | null>}
	 */
	near() {
		return request("GET", `${this.url}/near`, { token: this.pass.token }).catch(() => null);
	}

	/**
	 * send tells the server what happened.
	 * @param {"moved" | "found" | "closed" | "reopened"} type
	 * @param {import("./streets.js").Place | [number, number][]} [where] a place, or the corners of an area
	 */
	async send(type, where) {
		const body = { type, ...(Array.isArray(where) ? { area: where } : where && { lon: where.lon, lat: where.lat }) };
		const answer = await request("POST", `${this.url}/events`, { token: this.pass.token, body, waits: this.waits });
		this.take(type, answer);
	}

	async end() {
		this.forget();
		await request("DELETE", this.url, { token: this.pass.token });
	}

	/**
	 * listen follows the hunt's events; it returns what ended them, if that was no wish of ours.
	 * @param {(yes: boolean) => void} reached is told whether the server is there
	 */
	listen(reached) {
		const last = String(this.now.state.event);
		return follow(`${this.url}/stream`, this.pass.token, last, this.stop.signal, (kind, data) => this.take(kind, data), reached);
	}

	/**
	 * take makes an answer or an event what is now. Both tell of the same things: what
	 * comes second is known already.
	 * @param {string} kind
	 * @param {any} data
	 */
	take(kind, data) {
		if (this.stop.signal.aborted) return;
		if (kind === "restarting") return this.heard(kind, this.now, this.now); // it tells of the server
		const state = data?.hunt ?? (data?.clues ? data : this.now.state);
		const known = (data?.event ?? state.event) <= this.now.state.event;
		if (known && !final.has(kind)) return;
		const before = this.now;
		this.now = { state, path: data?.path === undefined ? before.path : data.path };
		this.heard(kind, this.now, before);
	}
}
