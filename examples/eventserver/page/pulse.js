// @ts-check
// Whether the server is there. A hunt's stream tells; without a hunt it is asked now and
// then, while somebody looks.

import { address } from "./api.js";

const pause = 5000; // ms between two questions

export class Pulse {
	/**
	 * @param {() => boolean} needed whether nothing else tells
	 * @param {(yes: boolean) => void} changed
	 */
	constructor(needed, changed) {
		this.needed = needed;
		this.changed = changed;
		this.there = true;
		setInterval(() => this.beat(), pause);
	}

	async beat() {
		if (document.hidden || !this.needed()) return;
		const there = await fetch(address("healthz"), { cache: "no-store" }).then(() => true, () => false);
		if (this.needed()) this.reached(there);
	}

	/**
	 * reached is told whether the server was; it passes on what has changed.
	 * @param {boolean} yes
	 */
	reached(yes) {
		if (yes === this.there) return;
		this.there = yes;
		this.changed(yes);
	}
}
