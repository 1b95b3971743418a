// @ts-check
// What happened to a hunt, in a sentence for the status line.

import { beeline, distance } from "./format.js";

/**
 * @typedef {import("./hunt.js").Now} Now
 */

/**
 * describe says what an event changed.
 * @param {string} kind
 * @param {Now} now
 * @param {Now} before
 * @param {string} unit of the map
 */
export function describe(kind, now, before, unit) {
	switch (kind) {
		case "closed":
		case "reopened": {
			const what = now.state.areas.length === before.state.areas.length ? "Street" : "Area";
			return `${what} ${kind}; ${change(now, before, unit)}.`;
		}
		case "found":
			return found(now, unit);
		case "map":
			return `The map has changed; ${way(now, unit)}.`;
		case "lost":
			return "The map has changed, and this hunt is not on it. Start a new one.";
		case "expired":
			return "This hunt has expired. Start a new one.";
		case "ended":
			return "The hunt has ended.";
		case "restarting":
			return "The server is restarting. Trying to go on with the hunt.";
	}
	const { street } = now.state.position;
	return `You are ${street ? `on ${street}` : "here"}; ${way(now, unit)}.`;
}

/**
 * nextClue is the number of the clue that is looked for, from 1; 0 once all are found.
 * @param {Now} now
 */
export function nextClue(now) {
	return now.state.clues.findIndex((c) => !c.found) + 1;
}

/**
 * way says how far it is.
 * @param {Now} now
 * @param {string} unit
 */
export function way({ state, path }, unit) {
	const next = nextClue({ state, path });
	if (!next) return "all clues are found";
	if (!path || path.distance === null) return `no way is left to clue ${next}`;
	return path.distance === 0 ? `this is clue ${next}` : `${distance(path.distance, unit)} to clue ${next}`;
}

/**
 * barred says that there is no way, and how near one can get.
 * @param {Now} now
 * @param {import("./hunt.js").Near} near
 * @param {string} unit
 */
export function barred(now, { distance: walk, away }, unit) {
	const near = walk ? `a walk of ${distance(walk, unit)} leads` : "you are";
	return `No way is left to clue ${nextClue(now)}; ${near} within ${beeline(away, unit)} of it`;
}

/**
 * change says how far it is now, and by how much that differs.
 * @param {Now} now
 * @param {Now} before
 * @param {string} unit
 */
function change(now, before, unit) {
	const [is, was] = [now.path?.distance ?? null, before.path?.distance ?? null];
	if (is === null) return way(now, unit);
	if (is === was) return `the way stays ${distance(is, unit)}`;
	const by = was === null ? "" : `, ${distance(Math.abs(is - was), unit)} ${is > was ? "longer" : "shorter"}`;
	return `the way is now ${distance(is, unit)}${by}`;
}

/**
 * @param {Now} now
 * @param {string} unit
 */
function found(now, unit) {
	const next = nextClue(now);
	if (!next) return `All ${now.state.clues.length} clues found. Well walked!`;
	return `Clue ${next - 1} found; ${way(now, unit)}.`;
}
