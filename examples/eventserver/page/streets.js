// @ts-check
// The street map as the server sends it, on a plane of metres, and what lies where.

/**
 * @typedef {object} MapDocument
 * @property {string} name
 * @property {string} hash
 * @property {string} unit
 * @property {string} attribution
 * @property {boolean} lonlat degrees, not plane units
 * @property {[number, number, number, number]} bounds west, south, east, north; east < west across the 180th meridian
 * @property {number[]} nodes lon, lat of each
 * @property {number[]} streets the two ends of each
 *
 * @typedef {{x: number, y: number}} Point metres east and north of the middle
 * @typedef {{lon: number, lat: number}} Place
 * @typedef {Place & {node: number}} Corner
 */

const metresPerDegree = 111195; // of a great circle

/** Streets is a map that can be drawn and pointed at. It does not change. */
export class Streets {
	/** @param {MapDocument} doc */
	constructor(doc) {
		this.name = doc.name;
		this.hash = doc.hash;
		this.unit = doc.unit;
		this.attribution = doc.attribution;
		this.ends = Uint32Array.from(doc.streets);
		const [west, south, east, north] = doc.bounds;
		this.degrees = doc.lonlat; // plane maps, such as those of games, have units that are none
		const [wide, high] = [east < west ? east - west + 360 : east - west, north - south];
		this.middle = { lon: this.wrapped(west + wide / 2), lat: south + high / 2 };
		this.perLat = this.degrees ? metresPerDegree : 1;
		this.perLon = this.perLat * (this.degrees ? Math.cos((this.middle.lat * Math.PI) / 180) : 1);
		this.low = { x: (-wide / 2) * this.perLon, y: (-high / 2) * this.perLat };
		this.high = { x: (wide / 2) * this.perLon, y: (high / 2) * this.perLat };
		this.points = doc.nodes.map((n, i) => (i % 2 ? this.plane(0, n).y : this.plane(n, 0).x));
		this.places = doc.nodes;
		this.degree = degrees(this.ends, this.points.length / 2);
		this.crossings = new Set(doc.nodes.flatMap((lon, i) => (i % 2 || this.degree[i / 2] === 2 ? [] : [name(lon, doc.nodes[i + 1])])));
	}

	/**
	 * @param {number} lon
	 * @param {number} lat
	 * @returns {Point}
	 */
	plane(lon, lat) {
		return { x: this.wrapped(lon - this.middle.lon) * this.perLon, y: (lat - this.middle.lat) * this.perLat };
	}

	/**
	 * wrapped is the longitude from -180 to 180 that one stands for: a map can lie across
	 * the 180th meridian.
	 * @param {number} lon
	 */
	wrapped(lon) {
		return this.degrees && Math.abs(lon) > 180 ? lon - 360 * Math.round(lon / 360) : lon;
	}

	/**
	 * place is the inverse of plane.
	 * @param {Point} p
	 * @returns {Place}
	 */
	place(p) {
		return { lon: this.wrapped(this.middle.lon + p.x / this.perLon), lat: this.middle.lat + p.y / this.perLat };
	}

	/**
	 * @param {number} node
	 * @returns {Point}
	 */
	point(node) {
		return { x: this.points[2 * node], y: this.points[2 * node + 1] };
	}

	/**
	 * crossing tells whether other than two streets meet at a corner.
	 * @param {Place} place
	 */
	crossing(place) {
		return this.crossings.has(name(place.lon, place.lat));
	}

	/**
	 * beside finds the place on a street that is nearest to p.
	 * @param {Point} p
	 * @returns {Place | null}
	 */
	beside(p) {
		const street = this.nearest(p);
		return street < 0 ? null : this.place(foot(p, this.point(this.ends[2 * street]), this.point(this.ends[2 * street + 1])));
	}

	/**
	 * corner finds the corner at which somebody closes a street who points at p: an end of
	 * the street that is nearest, rather one that no other street meets at.
	 * @param {Point} p
	 * @returns {Corner | null}
	 */
	corner(p) {
		const street = this.nearest(p);
		if (street < 0) return null;
		const cost = (/** @type {number} */ v) => apart(this.point(v), p) * (this.degree[v] > 2 ? 4 : 1);
		const [u, v] = [this.ends[2 * street], this.ends[2 * street + 1]];
		const node = cost(u) <= cost(v) ? u : v;
		return { node, lon: this.places[2 * node], lat: this.places[2 * node + 1] };
	}

	/**
	 * nearest is the number of the street nearest to p, -1 if there is none. It looks at
	 * every street: a tenth of a millisecond on a map of 10,000.
	 * @param {Point} p
	 */
	nearest(p) {
		let street = -1;
		let away = Infinity;
		for (let i = 0; i < this.ends.length; i += 2) {
			const q = foot(p, this.point(this.ends[i]), this.point(this.ends[i + 1]));
			const d = (p.x - q.x) ** 2 + (p.y - q.y) ** 2;
			if (d < away) [street, away] = [i / 2, d];
		}
		return street;
	}
}

/**
 * name is a key for a place.
 * @param {number} lon
 * @param {number} lat
 */
function name(lon, lat) {
	return `${lon},${lat}`;
}

/**
 * degrees counts the streets that meet at each node.
 * @param {Uint32Array} ends
 * @param {number} nodes
 */
function degrees(ends, nodes) {
	const degree = new Uint32Array(nodes);
	for (const v of ends) degree[v]++;
	return degree;
}

/**
 * foot is the point between a and b that is nearest to p.
 * @param {Point} p
 * @param {Point} a
 * @param {Point} b
 * @returns {Point}
 */
export function foot(p, a, b) {
	const [dx, dy] = [b.x - a.x, b.y - a.y];
	const square = dx * dx + dy * dy;
	const t = square ? Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / square)) : 0;
	return { x: a.x + t * dx, y: a.y + t * dy };
}

/**
 * @param {Point} a
 * @param {Point} b
 */
export function apart(a, b) {
	return Math.hypot(a.x - b.x, a.y - b.y);
}
