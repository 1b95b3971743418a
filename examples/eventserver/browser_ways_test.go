package main

import (
	"strings"
	"testing"
)

// ways waits for other ways to the clue, and has one shown in place of the shortest.
func (p *visitor) ways(t *testing.T) {
	count := func(selector string) (n int) {
		p.run(&n, "return document.querySelectorAll(arguments[0]).length", selector)
		return n
	}
	p.until("other ways are shown", func() bool { return count("#ways button") == 3 })
	var shortest, other string
	const first = `return document.getElementById("steps").textContent`
	p.run(&shortest, first)
	p.run(nil, `document.querySelector("#ways li:nth-child(2) button").click()`)
	if p.run(&other, first); other == shortest || count(`#ways li:nth-child(2) button[aria-pressed="true"]`) != 1 {
		t.Errorf("the steps of another way are %q", other)
	}
	p.shot(*shots, "2-ways")
	p.run(nil, `document.querySelector("#ways button").click()`)
	if p.run(&other, first); other != shortest {
		t.Errorf("the steps are %q, were %q", other, shortest)
	}
}

// shutIn closes an area round the clue: the page says how near one can get, and leads there.
func (p *visitor) shutIn(t *testing.T) {
	clue := p.hunt().State.Clues[0]
	x, y := p.at(clue.Lon, clue.Lat)
	p.click("area")
	corners := [][2]float64{{-50, -50}, {50, -50}, {50, 50}, {-50, 50}, {-50, -50}, {-9, -9}, {-9, 9}, {9, 9}, {9, -9}, {-9, -9}}
	var moves []dict
	for _, c := range corners[1:] {
		moves = append(moves, dict{"type": "pointerMove", "duration": 0, "x": int(x + c[0]), "y": int(y + c[1])})
	}
	p.pointer("mouse", 0, x-50, y-50, moves...)
	p.says(t, "No way is left to clue 1; a walk of")
	if h := p.hunt(); h.Path.Distance != nil || !strings.Contains(p.text("remaining"), " lead within ") {
		t.Errorf("the path is %+v, the page says %q", h.Path, p.text("remaining"))
	}
	p.shot(*shots, "3-shut-in")
	p.click("walk")
	before := p.hunt().State.Position
	p.click("walk-on")
	p.until("the player is as near as they can get", func() bool { return p.hunt().State.Position != before })
	p.says(t, "No way is left to clue 1; you are within")
	p.run(nil, `document.querySelector("#closed button").click()`)
	p.says(t, "Area reopened; the way is now")
}
