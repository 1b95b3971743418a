// @ts-check
// Draws the streets. They are kept as paths on the plane, so that a frame is a few
// strokes under another transform, however many streets there are.

import { strokes } from "./strokes.js";

/**
 * @typedef {import("./view.js").View} View
 * @typedef {Record<string, string>} Colours by the name of the custom property
 * @typedef {{path: Path2D, width: number, fill: string, edge: string}} Layer
 */

const names = [
	"ground", "street", "street-edge", "path", "path-edge", "route", "route-edge", "found", "clue", "on-clue", "next", "on-next", "closed", "halo",
	"accent", "text",
];

/**
 * colours are those that the style sheet has for the map, light or dark.
 * @param {HTMLElement} element
 * @returns {Colours}
 */
export function colours(element) {
	const style = getComputedStyle(element);
	return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

/**
 * layers sorts the strokes of a map by how long they are, the shortest first. width is
 * in CSS pixels at one pixel a metre.
 * @param {import("./streets.js").Streets} map
 * @returns {Layer[]}
 */
export function layers(map) {
	const kinds = [
		{ least: 0, path: new Path2D(), width: 3.2, fill: "path", edge: "path-edge" },
		{ least: 250, path: new Path2D(), width: 4.8, fill: "street", edge: "street-edge" },
		{ least: 800, path: new Path2D(), width: 7, fill: "street", edge: "street-edge" },
	];
	for (const s of strokes(map)) {
		const kind = kinds.findLast((k) => s.metres >= k.least) ?? kinds[0];
		trace(kind.path, s.line.map((v) => map.point(v)));
	}
	return kinds;
}

/**
 * trace adds a line to a path.
 * @param {Path2D | CanvasRenderingContext2D} path
 * @param {import("./streets.js").Point[]} line
 */
export function trace(path, line) {
	line.forEach((p, i) => (i ? path.lineTo(p.x, p.y) : path.moveTo(p.x, p.y)));
}

/**
 * streets paints the ground and the streets: the edges of a layer first, so that
 * streets of one layer join where they cross.
 * @param {CanvasRenderingContext2D} ctx
 * @param {View} view
 * @param {number} ratio device pixels a CSS pixel
 * @param {Layer[]} all
 * @param {Colours} colour
 */
export function streets(ctx, view, ratio, all, colour) {
	ctx.setTransform(1, 0, 0, 1, 0, 0);
	ctx.fillStyle = colour.ground;
	ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
	onPlane(ctx, view, ratio);
	ctx.lineJoin = ctx.lineCap = "round";
	for (const layer of all) {
		const width = weight(layer.width, view.scale);
		stroke(ctx, layer.path, colour[layer.edge], (width + Math.min(2, 0.8 + width / 8)) / view.scale);
		stroke(ctx, layer.path, colour[layer.fill], width / view.scale);
	}
}

/**
 * weight grows more slowly than the map, so that streets are neither hairs from afar
 * nor fields from nearby.
 * @param {number} width at one pixel a metre
 * @param {number} scale
 */
export function weight(width, scale) {
	return width * scale ** 0.6;
}

/**
 * onPlane has what is drawn next given in metres on the plane.
 * @param {CanvasRenderingContext2D} ctx
 * @param {View} view
 * @param {number} ratio
 */
export function onPlane(ctx, view, ratio) {
	const k = view.scale * ratio;
	ctx.setTransform(k, 0, 0, -k, (view.width / 2) * ratio - view.x * k, (view.height / 2) * ratio + view.y * k);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Path2D} path
 * @param {string} style
 * @param {number} width
 */
export function stroke(ctx, path, style, width) {
	ctx.strokeStyle = style;
	ctx.lineWidth = width;
	ctx.stroke(path);
}
