// @ts-check
// The panel about the server: its counters, once a second while somebody looks.

import { Problem, request } from "./api.js";
import { histogram } from "./chart.js";
import { count, time } from "./format.js";
import { byId } from "./dom.js";

const second = 1000;
const crowd = 1000; // bots that the button starts

/**
 * @typedef {import("./chart.js").Latency} Latency
 * @typedef {object} Stats
 * @property {string} map
 * @property {string} engine
 * @property {number} canary
 * @property {number} hunts
 * @property {number} bots
 * @property {number} shed
 * @property {number} mismatches
 * @property {number} checked
 * @property {Latency} waiting
 * @property {Latency} solving
 */

/** StatsPanel asks for the counters and shows them. */
export class StatsPanel {
	/** @param {(text: string, bad?: boolean) => void} say */
	constructor(say) {
		this.say = say;
		this.bots = 0;
		this.away = false; // whether the server did not answer
		/** @type {{count: number, at: number} | null} */
		this.last = null;
		byId("bots").addEventListener("click", () => this.toggle());
		document.addEventListener("visibilitychange", () => this.tick());
		this.timer = 0;
		this.tick();
	}

	/** tick asks, and again in a second, or later where there was no answer; a hidden tab does not. */
	async tick() {
		clearTimeout(this.timer);
		if (document.hidden) return;
		const answered = await this.ask();
		clearTimeout(this.timer); // of another tick, which came while this one waited
		this.timer = setTimeout(() => this.tick(), answered ? second : 5 * second);
	}

	async ask() {
		try {
			this.show(await request("GET", "stats"));
			if (this.away) this.say("The server is back.");
			this.away = false;
			return true;
		} catch (problem) {
			if (!(problem instanceof Problem)) throw problem;
			this.last = null;
			this.away = true;
			this.say(problem.message, true);
			byId("stat-rate").textContent = "–";
			return false;
		}
	}

	/** @param {Stats} stats */
	show(stats) {
		this.engine(stats);
		this.number("stat-hunts", stats.hunts);
		this.number("stat-bots", stats.bots);
		this.number("stat-shed", stats.shed);
		this.number("stat-checked", stats.checked);
		this.number("stat-mismatches", stats.mismatches);
		byId("stat-mismatches").classList.toggle("bad", stats.mismatches > 0);
		this.rate(stats.solving.count);
		this.row("row-solving", stats.solving);
		this.row("row-waiting", stats.waiting);
		histogram(byId("histogram", SVGElement), stats.solving, stats.waiting);
		this.crowd(stats.bots);
	}

	/** @param {Stats} stats */
	engine(stats) {
		const badge = byId("engine");
		badge.hidden = false;
		badge.textContent = stats.engine;
		badge.title = `Paths come from ${stats.engine}; ${+(100 * stats.canary).toFixed(1)} % of hunts are compared with the other engine`;
		byId("map-hash").textContent = `map ${stats.map.slice(0, 8)}`;
	}

	/**
	 * @param {string} id
	 * @param {number} n
	 */
	number(id, n) {
		byId(id).textContent = count(n);
	}

	/** @param {number} total paths since the server started */
	rate(total) {
		const now = { count: total, at: performance.now() };
		const before = this.last;
		this.last = now;
		if (before && now.at > before.at) this.number("stat-rate", Math.max(0, ((total - before.count) * 1000) / (now.at - before.at)));
	}

	/**
	 * @param {string} id
	 * @param {Latency} latency
	 */
	row(id, latency) {
		const cells = byId(id).querySelectorAll("td");
		[latency.p50_us, latency.p99_us, latency.p999_us].forEach((us, i) => (cells[i].textContent = latency.count ? time(us) : "–"));
	}

	/** @param {number} bots */
	crowd(bots) {
		this.bots = bots;
		const button = byId("bots", HTMLButtonElement);
		button.textContent = bots ? "Stop the bots" : `Start ${count(crowd)} bots`;
		button.setAttribute("aria-pressed", String(bots > 0));
	}

	async toggle() {
		const button = byId("bots", HTMLButtonElement);
		button.disabled = true;
		try {
			if (this.bots) await request("DELETE", "bots");
			else await request("POST", "bots", { body: { count: crowd } });
			this.say(this.bots ? "The bots have stopped." : `${count(crowd)} bots walk hunts for a minute.`);
		} catch (problem) {
			if (!(problem instanceof Problem)) throw problem;
			this.say(problem.message, true);
		} finally {
			button.disabled = false;
		}
		this.tick();
	}
}
