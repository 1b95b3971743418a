package main

import "testing"

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
