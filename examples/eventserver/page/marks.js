// @ts-check
// Draws a hunt over the streets: the way, closed streets, clues and the player.

import { onPlane, stroke, trace, weight } from "./paint.js";

/**
 * @typedef {import("./streets.js").Point} Point
 * @typedef {import("./paint.js").Colours} Colours
 * @typedef {Point & {number: number, found: boolean, next: boolean}} Clue
 * @typedef {object} Scene all that is drawn but the streets; points are on the plane
 * @property {Point | null} player
 * @property {Point[]} route
 * @property {Point[][]} others other ways to the same place
 * @property {{line: Point[], strength: number} | null} former the way before it changed, as it fades
 * @property {Clue[]} clues
 * @property {Point[]} closed
 * @property {Point[][]} areas that are closed
 * @property {Point[]} draft the border of one that is being drawn
 * @property {Point | null} hover the corner that a click would mean
 * @property {boolean} closing which tool is chosen
 * @property {boolean} cross whether there is a cross-hair
 */

const turn = 2 * Math.PI;

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {import("./view.js").View} view
 * @param {number} ratio device pixels a CSS pixel
 * @param {Scene} scene
 * @param {Colours} colour
 */
export function marks(ctx, view, ratio, scene, colour) {
	onPlane(ctx, view, ratio);
	ctx.lineJoin = ctx.lineCap = "round";
	for (const ring of scene.areas) area(ctx, view, ring, colour);
	if (scene.draft.length) draft(ctx, view, scene.draft, colour);
	if (scene.former) former(ctx, view, scene.former, colour);
	for (const line of scene.others) route(ctx, view, line, colour, 0.4);
	route(ctx, view, scene.route, colour);
	ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
	if (scene.hover) ghost(ctx, view.screen(scene.hover), scene.closing, colour);
	for (const p of scene.closed) barred(ctx, view.screen(p), 1, colour);
	const order = scene.clues.toSorted((a, b) => rank(a) - rank(b));
	for (const clue of order) pin(ctx, view.screen(clue), clue, colour);
	if (scene.player) player(ctx, view.screen(scene.player), colour);
	if (scene.cross) cross(ctx, view, colour);
}

/**
 * rank puts what matters on top: found clues below, the next one last.
 * @param {Clue} clue
 */
function rank(clue) {
	if (clue.found) return -1;
	return clue.next ? 1 : 0;
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {import("./view.js").View} view
 * @param {Point[]} line
 * @param {Colours} colour
 * @param {number} [strength]
 */
function route(ctx, view, line, colour, strength = 1) {
	const path = new Path2D();
	trace(path, line);
	const width = Math.max(4.5, weight(7, view.scale));
	ctx.globalAlpha = strength;
	stroke(ctx, path, colour["route-edge"], (width + 3.5) / view.scale);
	stroke(ctx, path, colour.route, width / view.scale);
	ctx.globalAlpha = 1;
}

/**
 * former is the way that was, dashed.
 * @param {CanvasRenderingContext2D} ctx
 * @param {import("./view.js").View} view
 * @param {{line: Point[], strength: number}} was
 * @param {Colours} colour
 */
function former(ctx, view, was, colour) {
	const path = new Path2D();
	trace(path, was.line);
	ctx.globalAlpha = 0.8 * was.strength;
	ctx.setLineDash([2 / view.scale, 8 / view.scale]);
	stroke(ctx, path, colour.closed, 3.5 / view.scale);
	ctx.setLineDash([]);
	ctx.globalAlpha = 1;
}

/**
 * area is a closed area.
 * @param {CanvasRenderingContext2D} ctx
 * @param {import("./view.js").View} view
 * @param {Point[]} ring
 * @param {Colours} colour
 */
function area(ctx, view, ring, colour) {
	const path = new Path2D();
	trace(path, ring);
	path.closePath();
	ctx.globalAlpha = 0.18;
	ctx.fillStyle = colour.closed;
	ctx.fill(path, "evenodd");
	ctx.globalAlpha = 1;
	stroke(ctx, path, colour.closed, 2 / view.scale);
}

/**
 * draft is the border of an area as far as it is drawn.
 * @param {CanvasRenderingContext2D} ctx
 * @param {import("./view.js").View} view
 * @param {Point[]} line
 * @param {Colours} colour
 */
function draft(ctx, view, line, colour) {
	const path = new Path2D();
	trace(path, line);
	path.lineTo(line[0].x, line[0].y);
	ctx.setLineDash([6 / view.scale, 6 / view.scale]);
	stroke(ctx, path, colour.closed, 3 / view.scale);
	ctx.setLineDash([]);
	for (const p of [line[0], line[line.length - 1]]) {
		ctx.beginPath();
		ctx.arc(p.x, p.y, 4 / view.scale, 0, turn);
		ctx.fillStyle = colour.closed;
		ctx.fill();
	}
}

/**
 * disc fills a circle with a ring round it, so that it stands out from any ground.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Point} s on the screen
 * @param {number} radius
 * @param {string} fill
 * @param {string} ring
 */
function disc(ctx, s, radius, fill, ring) {
	ctx.beginPath();
	ctx.arc(s.x, s.y, radius, 0, turn);
	ctx.fillStyle = fill;
	ctx.fill();
	ctx.lineWidth = 2;
	ctx.strokeStyle = ring;
	ctx.stroke();
}

/**
 * barred is a closed street.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Point} s
 * @param {number} alpha
 * @param {Colours} colour
 */
function barred(ctx, s, alpha, colour) {
	ctx.globalAlpha = alpha;
	disc(ctx, s, 9, colour.halo, colour.closed);
	ctx.beginPath();
	trace(ctx, [{ x: s.x - 4, y: s.y - 4 }, { x: s.x + 4, y: s.y + 4 }]);
	trace(ctx, [{ x: s.x + 4, y: s.y - 4 }, { x: s.x - 4, y: s.y + 4 }]);
	ctx.lineWidth = 2.4;
	ctx.stroke();
	ctx.globalAlpha = 1;
}

/**
 * ghost shows what a click would do, and where.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Point} s
 * @param {boolean} closing
 * @param {Colours} colour
 */
function ghost(ctx, s, closing, colour) {
	if (closing) return barred(ctx, s, 0.55, colour);
	ctx.globalAlpha = 0.75;
	disc(ctx, s, 5, colour.route, colour.halo);
	ctx.globalAlpha = 1;
}

/**
 * pin is a clue: its tip is where it lies; one that was found is a tick on the ground.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Point} s
 * @param {Clue} clue
 * @param {Colours} colour
 */
function pin(ctx, s, clue, colour) {
	if (clue.found) return tick(ctx, s, colour);
	const r = clue.next ? 15 : 12;
	const middle = { x: s.x, y: s.y - 1.55 * r };
	ctx.beginPath();
	ctx.arc(middle.x, middle.y, r, 0.8 * Math.PI, 2.2 * Math.PI);
	ctx.quadraticCurveTo(s.x + 0.35 * r, s.y - 0.55 * r, s.x, s.y);
	ctx.quadraticCurveTo(s.x - 0.35 * r, s.y - 0.55 * r, middle.x + r * Math.cos(0.8 * Math.PI), middle.y + r * Math.sin(0.8 * Math.PI));
	ctx.fillStyle = clue.next ? colour.next : colour.clue;
	ctx.strokeStyle = colour.halo;
	ctx.lineWidth = 2;
	ctx.stroke();
	ctx.fill();
	ctx.fillStyle = clue.next ? colour["on-next"] : colour["on-clue"];
	ctx.font = `650 ${clue.next ? 15 : 12}px system-ui, sans-serif`;
	ctx.textAlign = "center";
	ctx.textBaseline = "middle";
	ctx.fillText(String(clue.number), middle.x, middle.y + 0.5);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Point} s
 * @param {Colours} colour
 */
function tick(ctx, s, colour) {
	disc(ctx, s, 9, colour.found, colour.halo);
	ctx.beginPath();
	trace(ctx, [{ x: s.x - 4, y: s.y }, { x: s.x - 1, y: s.y + 3 }, { x: s.x + 4, y: s.y - 3 }]);
	ctx.stroke();
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Point} s
 * @param {Colours} colour
 */
function player(ctx, s, colour) {
	ctx.globalAlpha = 0.18;
	disc(ctx, s, 17, colour.route, "transparent");
	ctx.globalAlpha = 1;
	disc(ctx, s, 8, colour.route, colour.halo);
	disc(ctx, s, 2.5, colour.halo, "transparent");
}

/**
 * cross is where Enter uses the tool.
 * @param {CanvasRenderingContext2D} ctx
 * @param {import("./view.js").View} view
 * @param {Colours} colour
 */
function cross(ctx, view, colour) {
	const [x, y] = [view.width / 2, view.height / 2];
	for (const [style, width] of /** @type {[string, number][]} */ ([[colour.halo, 4.5], [colour.text, 2]])) {
		ctx.beginPath();
		for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
			trace(ctx, [{ x: x + 7 * dx, y: y + 7 * dy }, { x: x + 20 * dx, y: y + 20 * dy }]);
		}
		ctx.strokeStyle = style;
		ctx.lineWidth = width;
		ctx.stroke();
	}
}
