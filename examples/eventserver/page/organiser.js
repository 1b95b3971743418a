// @ts-check
// The organiser's page: the panel about the server, and a status line.

import { byId } from "./dom.js";
import { StatsPanel } from "./stats.js";

new StatsPanel((text, bad = false) => {
	byId("status").textContent = text;
	byId("status").classList.toggle("bad", bad);
});
