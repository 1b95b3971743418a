package profile

import (
	"fmt"
	"strings"
	"testing"
)

// TestCountsAreBounded adds more different names than are told apart, most of them long.
func TestCountsAreBounded(t *testing.T) {
	var c Counts
	for i := range 2 * maxNames {
		c.Add(fmt.Sprintf("foot=%d%s", i, strings.Repeat("é", i)))
	}
	sum := 0
	for name, n := range c {
		if sum += n; len(name) > maxName+len("…") {
			t.Errorf("%d bytes: %s", len(name), name)
		}
	}
	if len(c) > maxNames+1 || sum != 2*maxNames {
		t.Errorf("%d different ones, %d in all", len(c), sum)
	}
}

func ExampleCounts() {
	var c Counts
	for _, tag := range []string{"foot=perhaps", "oneway=maybe", "oneway=maybe"} {
		c.Add(tag)
	}
	fmt.Println(c)
	// Output: oneway=maybe: 2, foot=perhaps: 1
}
