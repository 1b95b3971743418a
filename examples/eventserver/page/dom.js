// @ts-check
// What every part of the page needs of the document.

/**
 * byId is the element with an id, which index.html has.
 * @template {Element} [T=HTMLElement]
 * @param {string} id
 * @param {new () => T} [kind]
 * @returns {T}
 */
export function byId(id, kind) {
	const found = document.getElementById(id);
	if (!found || (kind && !(found instanceof kind))) throw new Error(`the page has no ${kind?.name ?? "element"} #${id}`);
	return /** @type {T} */ (/** @type {unknown} */ (found));
}

/**
 * button makes one.
 * @param {string} text
 * @param {string} label for those who hear it
 * @param {() => void} pressed
 */
export function button(text, label, pressed) {
	const made = document.createElement("button");
	made.type = "button";
	made.textContent = text;
	made.setAttribute("aria-label", label);
	made.addEventListener("click", pressed);
	return made;
}

/**
 * items makes the children of a list the given buttons, each in an item. The button
 * that had the focus keeps it, by its place.
 * @param {HTMLElement} list
 * @param {HTMLElement[]} buttons
 */
export function items(list, buttons) {
	const focus = [...list.children].findIndex((li) => li.contains(document.activeElement));
	list.replaceChildren(
		...buttons.map((b) => {
			const li = document.createElement("li");
			li.append(b);
			return li;
		}),
	);
	if (focus >= 0) buttons[Math.min(focus, buttons.length - 1)]?.focus();
}
