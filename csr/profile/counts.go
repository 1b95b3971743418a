package profile

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Counts says how often something was found, by name: tags, as key=value, or kinds of
// features. Readers of maps report with it what they did not understand.
type Counts map[string]int

// Limits on names from files of strangers.
const (
	maxNames = 128 // that are counted by name
	maxName  = 80  // bytes of one
	maxTold  = 8   // names in a text
)

// Add counts a name once more, and keeps a copy of it. A long name is cut, and beyond 128
// different ones the rest is counted as "…".
func (c *Counts) Add(name string) {
	if len(name) > maxName {
		name = strings.ToValidUTF8(name[:maxName], "") + "…"
	}
	if _, known := (*c)[name]; !known && len(*c) >= maxNames {
		name = "…"
	}
	if *c == nil {
		*c = Counts{}
	}
	(*c)[strings.Clone(name)]++
}

// String returns the eight largest counts as text, the largest first:
// "oneway=maybe: 3, foot=perhaps: 1".
func (c Counts) String() string {
	names := slices.SortedFunc(maps.Keys(c), func(a, b string) int {
		if d := c[b] - c[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	var parts []string
	for i, name := range names {
		if i == maxTold {
			parts = append(parts, fmt.Sprintf("%d more", len(names)-i))
			break
		}
		parts = append(parts, fmt.Sprintf("%s: %d", name, c[name]))
	}
	return strings.Join(parts, ", ")
}
