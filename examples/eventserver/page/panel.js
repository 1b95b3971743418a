// @ts-check
// The panel about the hunt, and the form for a new one.

import { button, byId, items } from "./dom.js";
import { beeline, distance, length, metresPerUnit, plural, time } from "./format.js";
import { nextClue } from "./words.js";

/**
 * @typedef {import("./hunt.js").Now} Now
 * @typedef {import("./hunt.js").Spot} Spot
 * @typedef {object} Wishes
 * @property {(options: import("./hunt.js").Options) => Promise<void>} start
 * @property {() => void} walkOn
 * @property {() => void} end
 * @property {(place: import("./streets.js").Place) => void} look
 * @property {(way: number) => void} prefer 0 is the shortest way
 * @property {(where: Spot | [number, number][]) => void} reopen
 */

export class HuntPanel {
	/** @param {Wishes} wishes */
	constructor(wishes) {
		this.wishes = wishes;
		this.unit = "";
		this.id = ""; // of the hunt that is shown
		byId("new").addEventListener("submit", (e) => this.submit(e));
		byId("new").addEventListener("input", () => this.refuse());
		byId("walk-on").addEventListener("click", () => wishes.walkOn());
		byId("end").addEventListener("click", () => wishes.end());
		byId("sheet").addEventListener("click", () => turnSheet());
	}

	/** @param {import("./streets.js").Streets} map */
	about(map) {
		this.unit = map.unit;
		byId("place").textContent = map.name;
		byId("map-hash").textContent = `map ${map.hash.slice(0, 8)}`;
		byId("attribution").textContent = map.attribution;
		byId("range-unit").textContent = metresPerUnit(map.unit) ? ", m" : "";
		if (!metresPerUnit(map.unit)) Object.assign(byId("range", HTMLInputElement), { value: "", required: false, placeholder: "any" });
	}

	/** @param {Now | null} now */
	show(now) {
		this.fold(now?.state.id ?? "");
		byId("hunt").hidden = !now;
		byId("sheet-text").textContent = "New hunt";
		if (!now) return;
		this.distances(now);
		this.clues(now);
		this.closed(now.state);
	}

	/**
	 * fold hides the form once a hunt has begun.
	 * @param {string} id of the hunt
	 */
	fold(id) {
		if (id !== this.id) byId("options", HTMLDetailsElement).open = !id;
		this.id = id;
	}

	/** @param {Now} now */
	distances(now) {
		const next = nextClue(now);
		const d = now.path?.distance ?? null;
		byId("distance").textContent = !next ? "Done" : d === null ? "No way" : distance(d, this.unit);
		byId("distance-of").textContent = next ? `to clue ${next}` : "all clues found";
		byId("remaining").hidden = !next;
		byId("remaining").textContent = next ? this.rest(now) : "";
		byId("sheet-text").textContent = `${byId("distance").textContent} ${byId("distance-of").textContent}`;
		const walk = byId("walk-on", HTMLButtonElement);
		walk.hidden = !next;
		walk.disabled = d === null;
		walk.textContent = `Walk to clue ${next}`;
		if (!next) byId("options", HTMLDetailsElement).open = true;
	}

	/** @param {Now} now */
	rest({ state, path }) {
		const left = plural(state.clues.filter((c) => !c.found).length, "clue", "clues");
		const all = state.remaining === null ? "" : `${distance(state.remaining, this.unit)} in all, `;
		const by = path && path.solved_us > 0 ? `; solved in ${time(path.solved_us)}` : "";
		return `${all}${left} left${by}`;
	}

	/**
	 * ways are the shortest way and others, of which one is shown.
	 * @param {import("./hunt.js").Walk[]} walks
	 * @param {number} chosen
	 */
	ways(walks, chosen) {
		byId("ways").hidden = walks.length < 2;
		items(
			byId("ways"),
			walks.map((walk, i) => {
				const long = distance(walk.distance ?? 0, this.unit);
				const made = button(long, `Show ${i ? "another" : "the shortest"} way, ${long}`, () => this.wishes.prefer(i));
				made.setAttribute("aria-pressed", String(i === chosen));
				return made;
			}),
		);
		this.steps(walks[chosen]?.steps ?? [], walks[chosen]?.line ?? []);
	}

	/**
	 * toward offers the walk as near to the clue as one can get.
	 * @param {import("./hunt.js").Near | null} near
	 */
	toward(near) {
		if (!near) return;
		const walk = byId("walk-on", HTMLButtonElement);
		walk.disabled = !near.distance;
		walk.textContent = "Walk nearer";
		byId("remaining").textContent = `${distance(near.distance ?? 0, this.unit)} lead within ${beeline(near.away, this.unit)} of it`;
	}

	/**
	 * @param {import("./hunt.js").Step[]} steps
	 * @param {[number, number][]} line
	 */
	steps(steps, line) {
		byId("steps").hidden = steps.length === 0;
		items(
			byId("steps"),
			steps.map((step) => {
				const [lon, lat] = line[step.begin];
				return button(step.text, `${step.text}: show where`, () => this.wishes.look({ lon, lat }));
			}),
		);
	}

	/** @param {Now} now */
	clues(now) {
		const next = nextClue(now) - 1;
		items(
			byId("clues"),
			now.state.clues.map((clue, i) => {
				const made = button(clue.found ? "✓" : String(i + 1), `Clue ${i + 1}${mark(clue.found, i === next)}: show it`, () => this.wishes.look(clue));
				made.classList.toggle("found", clue.found);
				made.classList.toggle("next", i === next);
				return made;
			}),
		);
	}

	/** @param {import("./hunt.js").State} state */
	closed({ closed, areas }) {
		byId("closed-part").hidden = closed.length + areas.length === 0;
		const chip = (/** @type {string} */ name, /** @type {Spot | [number, number][]} */ where) =>
			button(name, `Reopen ${name}`, () => this.wishes.reopen(where));
		items(byId("closed"), [
			...areas.map((ring, i) => chip(`Area ${i + 1}`, ring)),
			...closed.map((spot) => chip(spot.street || `Corner ${spot.node}`, spot)),
		]);
	}

	/** @param {SubmitEvent} e */
	async submit(e) {
		e.preventDefault();
		const start = byId("start", HTMLButtonElement);
		this.refuse();
		start.disabled = true;
		try {
			await this.wishes.start(this.options());
		} finally {
			start.disabled = false;
		}
	}

	/** @returns {import("./hunt.js").Options} */
	options() {
		const number = (/** @type {string} */ id) => byId(id, HTMLInputElement).valueAsNumber;
		const perUnit = metresPerUnit(this.unit) || 1;
		const options = /** @type {import("./hunt.js").Options} */ ({ clues: number("clues-wanted") });
		if (!Number.isNaN(number("range"))) options.range = Math.round(number("range") / perUnit);
		if (!Number.isNaN(number("seed"))) options.seed = number("seed");
		return options;
	}

	/**
	 * refuse shows what the server did not like, at the field; without words it clears that.
	 * @param {string} [text]
	 * @param {string} [field]
	 */
	refuse(text, field) {
		const inputs = { clues: "clues-wanted", range: "range", seed: "seed" };
		for (const [name, id] of Object.entries(inputs)) {
			byId(id).setAttribute("aria-invalid", String(name === field));
			byId(id).setAttribute("aria-describedby", name === field ? "form-error" : "");
			if (name === field) byId(id).focus();
		}
		byId("form-error").textContent = text ?? "";
		byId("form-error").hidden = !text;
	}
}

/**
 * scale draws a bar of a round length, of 80 CSS pixels at most, less on a phone.
 * @param {import("./view.js").View} view
 * @param {boolean} metres whether the plane's units are known to be
 */
export function scale(view, metres) {
	const most = Math.min(80, view.width / 6) / view.scale;
	const power = 10 ** Math.floor(Math.log10(most));
	const round = [5, 2, 1].map((n) => n * power).find((n) => n <= most) ?? power;
	byId("scale-text").textContent = metres ? length(round) : String(round);
	byId("scale-bar").style.width = `${round * view.scale}px`;
}

/**
 * @param {boolean} found
 * @param {boolean} next
 */
function mark(found, next) {
	if (found) return ", found";
	return next ? ", the next" : "";
}

/** turnSheet opens or closes the sheet of narrow screens. */
function turnSheet() {
	const handle = byId("sheet");
	handle.setAttribute("aria-expanded", String(handle.getAttribute("aria-expanded") !== "true"));
}
