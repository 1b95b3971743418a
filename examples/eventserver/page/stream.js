// @ts-check
// A hunt's events as they happen. EventSource cannot send the token in a header, so
// this reads text/event-stream from fetch and does what EventSource does: it connects
// again, and says which event it has seen last. It also notices when nothing comes.

import { address, problemOf } from "./api.js";

/** @typedef {{id: string, kind: string, data: string}} Message */

const firstWait = 500; // ms before it connects again; doubled up to
const longestWait = 15000;
const silence = 20000; // ms without a sign of life, which the server gives every 15 s, that mean that it is gone

/** final are the kinds of events that no other follows. */
export const final = new Set(["ended", "expired", "lost"]);

/**
 * follow calls heard for each event, until the hunt ends, the server knows it no
 * more or the signal aborts it. It returns the problem that ended it, if one did.
 * reached is called when it is connected, and when it is not any more.
 * @param {string} path
 * @param {string} token
 * @param {string} last event that is known; the server tells the whole hunt if it has none of those after it any more
 * @param {AbortSignal} signal
 * @param {(kind: string, data: any) => void} heard
 * @param {(yes: boolean) => void} reached
 */
export async function follow(path, token, last, signal, heard, reached) {
	let wait = firstWait;
	while (!signal.aborted) {
		const alive = new Alive(signal);
		try {
			const response = await connect(path, token, last, alive.signal);
			if (response.status === 404 || response.status === 410) return problemOf(response);
			if (response.ok && response.body) {
				reached(true);
				for await (const message of messages(response.body, alive)) {
					wait = firstWait;
					if (message.id) last = message.id;
					heard(message.kind, JSON.parse(message.data));
					if (final.has(message.kind)) return null;
				}
			}
		} catch {
			// The connection broke, or was aborted: the loop decides.
		}
		alive.stop();
		if (signal.aborted) return null;
		reached(false);
		await pause(wait, signal);
		wait = Math.min(2 * wait, longestWait);
	}
	return null;
}

/** Alive ends a request that another signal aborts, or that shows no sign of life. */
class Alive {
	/** @param {AbortSignal} wish */
	constructor(wish) {
		this.silent = new AbortController();
		this.signal = AbortSignal.any([wish, this.silent.signal]);
		this.timer = 0;
		this.sign();
	}

	/** sign is a sign of life. */
	sign() {
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.silent.abort(), silence);
	}

	stop() {
		clearTimeout(this.timer);
	}
}

/**
 * @param {string} path
 * @param {string} token
 * @param {string} last
 * @param {AbortSignal} signal
 */
function connect(path, token, last, signal) {
	const headers = new Headers({ Accept: "text/event-stream", Authorization: `Bearer ${token}`, "Last-Event-ID": last });
	return fetch(address(path), { headers, signal, cache: "no-store" });
}

/**
 * messages yields the events of a body that carry data.
 * @param {ReadableStream<Uint8Array>} body
 * @param {Alive} alive is told of whatever comes
 * @returns {AsyncGenerator<Message>}
 */
async function* messages(body, alive) {
	const reader = body.getReader();
	const decoder = new TextDecoder();
	let text = "";
	for (;;) {
		const { value, done } = await reader.read();
		if (done) return;
		alive.sign();
		text += decoder.decode(value, { stream: true });
		const blocks = text.split(/\r?\n\r?\n/);
		text = /** @type {string} */ (blocks.pop());
		yield* blocks.map(parse).filter((m) => m.data !== "");
	}
}

/**
 * parse reads the lines of one event; comments, such as heartbeats, have no field.
 * @param {string} block
 * @returns {Message}
 */
export function parse(block) {
	const message = { id: "", kind: "message", data: "" };
	for (const line of block.split(/\r?\n/)) {
		const [, field, value] = /^(id|event|data): ?(.*)$/.exec(line) ?? [];
		if (field === "id") message.id = value;
		if (field === "event") message.kind = value;
		if (field === "data") message.data += (message.data && "\n") + value;
	}
	return message;
}

/**
 * @param {number} ms
 * @param {AbortSignal} signal
 */
function pause(ms, signal) {
	return new Promise((wake) => {
		const timer = setTimeout(wake, ms);
		signal.addEventListener("abort", () => (clearTimeout(timer), wake(undefined)), { once: true });
	});
}
