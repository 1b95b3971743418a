// @ts-check
// Draws the histogram of latencies as SVG, which the style sheet colours.

import { time } from "./format.js";

/**
 * @typedef {[number, number][]} Buckets longest microseconds that count, how many
 * @typedef {{count: number, p50_us: number, p99_us: number, p999_us: number, buckets: Buckets}} Latency
 */

const perDecade = 10; // bars; the time axis is logarithmic
const [low, high] = [-1, 4]; // decades of microseconds: 100 ns to 10 ms
const bins = (high - low) * perDecade;
const [width, height] = [320, 116];
const plot = { left: 0, right: width, top: 22, bottom: height - 20 };

/**
 * histogram replaces what the element shows.
 * @param {SVGElement} svg
 * @param {Latency} solving
 * @param {Latency} waiting
 */
export function histogram(svg, solving, waiting) {
	const [solved, waited] = [shares(solving), shares(waiting)];
	const top = Math.max(...solved, ...waited, 0.01);
	svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
	svg.setAttribute("preserveAspectRatio", "none");
	svg.replaceChildren(...axis(), ...bars(solved, top), outline(waited, top), ...quantiles(solving));
	svg.setAttribute("aria-label", label(solving, waiting));
}

/**
 * shares sums buckets up by bars, as shares of all.
 * @param {Latency} latency
 */
function shares({ buckets, count }) {
	const sums = new Array(bins).fill(0);
	for (const [us, n] of buckets) sums[bin(us)] += n / Math.max(1, count);
	return sums;
}

/** @param {number} us */
function bin(us) {
	return Math.max(0, Math.min(bins - 1, Math.floor((Math.log10(us) - low) * perDecade)));
}

/** @param {number} us */
function across(us) {
	return plot.left + ((Math.log10(us) - low) / (high - low)) * (plot.right - plot.left);
}

/**
 * @param {number} share
 * @param {number} top
 */
function up(share, top) {
	return plot.bottom - (share / top) * (plot.bottom - plot.top);
}

/**
 * element makes one of SVG.
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
function element(name, attributes, text = "") {
	const e = document.createElementNS("http://www.w3.org/2000/svg", name);
	for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, String(value));
	e.textContent = text;
	return e;
}

function axis() {
	const parts = [element("path", { class: "grid", d: `M${plot.left} ${plot.bottom}H${plot.right}` })];
	for (let decade = low; decade <= high; decade++) {
		const x = across(10 ** decade);
		const anchor = decade === low ? "start" : decade === high ? "end" : "middle";
		parts.push(element("path", { class: "grid", d: `M${x} ${plot.bottom}v4` }));
		parts.push(element("text", { x, y: height - 3, "text-anchor": anchor }, time(10 ** decade)));
	}
	return parts;
}

/**
 * @param {number[]} solved
 * @param {number} top
 */
function bars(solved, top) {
	const step = (plot.right - plot.left) / bins;
	return solved.flatMap((share, i) => {
		if (!share) return [];
		const tall = Math.max(1, plot.bottom - up(share, top)); // what is rare is seen too
		return [element("rect", { class: "solving", x: plot.left + i * step + 0.5, y: plot.bottom - tall, width: step - 1, height: tall, rx: 1 })];
	});
}

/**
 * @param {number[]} waited
 * @param {number} top
 */
function outline(waited, top) {
	const step = (plot.right - plot.left) / bins;
	const [from, to] = [waited.findIndex(Boolean), waited.findLastIndex(Boolean)];
	const line = waited.slice(from, to + 1).map((share, i) => `V${up(share, top)}H${plot.left + (from + i + 1) * step}`).join("");
	const d = from < 0 ? "" : `M${plot.left + from * step} ${plot.bottom}${line}V${plot.bottom}`;
	return element("path", { class: "waiting", d });
}

/**
 * quantiles marks those of solving, each label above the one before if they are near.
 * @param {Latency} latency
 */
function quantiles(latency) {
	if (!latency.count) return [];
	let free = -Infinity;
	return /** @type {[string, number][]} */ ([["p50", latency.p50_us], ["p99", latency.p99_us], ["p999", latency.p999_us]]).flatMap(([name, us]) => {
		const x = Math.max(plot.left, Math.min(plot.right, across(us)));
		const mark = element("path", { class: "mark", d: `M${x} ${plot.top - 6}V${plot.bottom}` });
		const at = Math.max(x, free + 16);
		free = at + 14;
		return [mark, element("text", { class: "mark-text", x: at, y: 10, "text-anchor": "middle" }, name)];
	});
}

/**
 * @param {Latency} solving
 * @param {Latency} waiting
 */
function label(solving, waiting) {
	if (!solving.count) return "Histogram of latency: nothing was asked yet";
	return (
		`Histogram of latency. Solving: half within ${time(solving.p50_us)}, 99 in 100 within ${time(solving.p99_us)}. ` +
		`Waiting: half within ${time(waiting.p50_us)}, 99 in 100 within ${time(waiting.p99_us)}.`
	);
}
