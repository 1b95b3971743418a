// @ts-check
// Requests to the server, with what it refuses in words for a player.

/** Problem is a request that failed. Its message can be shown as it is. */
export class Problem extends Error {
	/**
	 * @param {number} status of HTTP; 0 where no server answered
	 * @param {string} message
	 * @param {string} [field] that is to blame
	 */
	constructor(status, message, field) {
		super(message);
		this.status = status;
		this.field = field;
	}

	/** gone tells that the hunt is no more. */
	get gone() {
		return this.status === 404 || this.status === 410;
	}
}

const patience = 10; // seconds that a request waits at most where the server asks it to come back

/**
 * request asks and returns the JSON of the answer, null if it has no body. Where the
 * server is busy (429, 503) and says for how long, it asks once more after that time.
 * @param {string} method
 * @param {string} path
 * @param {{token?: string, body?: unknown, waits?: (why: string) => void}} [options]
 * @returns {Promise<any>}
 */
export async function request(method, path, { token, body, waits } = {}) {
	let response = await send(method, path, token, body);
	const seconds = retryAfter(response);
	if (seconds > 0 && seconds <= patience) {
		waits?.(`${reason(response.status)}; trying again in ${seconds} s.`);
		await new Promise((wake) => setTimeout(wake, seconds * 1000));
		response = await send(method, path, token, body);
	}
	if (!response.ok) throw await problemOf(response);
	return response.status === 204 ? null : response.json();
}

/**
 * send is fetch with the token and the body in their places.
 * @param {string} method
 * @param {string} path
 * @param {string} [token]
 * @param {unknown} [body]
 */
async function send(method, path, token, body) {
	const headers = new Headers({ Accept: "application/json" });
	if (token) headers.set("Authorization", `Bearer ${token}`);
	if (body !== undefined) headers.set("Content-Type", "application/json");
	try {
		return await fetch(address(path), { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
	} catch {
		throw new Problem(0, "The server cannot be reached.");
	}
}

/**
 * address is where a path leads from this page, without the password that the address of
 * the page may hold: fetch refuses such a one.
 * @param {string} path
 */
export function address(path) {
	const url = new URL(path, document.baseURI);
	url.username = url.password = "";
	return url.href;
}

/** @param {Response} response */
function retryAfter(response) {
	if (response.status !== 429 && response.status !== 503) return 0;
	return Number(response.headers.get("Retry-After")) || 0;
}

/**
 * problemOf says what the server's refusal means.
 * @param {Response} response
 */
export async function problemOf(response) {
	const said = await response.json().catch(() => ({}));
	const error = said.field ? `${said.field}: ${said.error}` : said.error;
	return new Problem(response.status, words(response, error), said.field);
}

/**
 * @param {Response} response
 * @param {string | undefined} said by the server
 */
function words(response, said) {
	const again = retryAfter(response) > 0 ? `Try again in ${retryAfter(response)} s.` : "Try again in a moment.";
	switch (response.status) {
		case 404:
			return "The server knows no such hunt any more.";
		case 410:
			return "This hunt has expired.";
		case 429:
		case 503:
			return `${said ? sentence(said) : `${reason(response.status)}.`} ${again}`;
	}
	return said ? sentence(said) : `The server answered ${response.status}.`;
}

/** @param {number} status 429 or 503 */
function reason(status) {
	return status === 429 ? "Too many requests" : "The server is busy";
}

/** @param {string} text */
function sentence(text) {
	return text[0].toUpperCase() + text.slice(1) + (text.endsWith(".") ? "" : ".");
}
