package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// size is a number of bytes, as a flag.
type size int64

// units from the longest name, so that the first that fits is the one.
var units = []struct {
	name  string
	bytes float64
}{{"GB", 1e9}, {"MB", 1e6}, {"kB", 1e3}, {"B", 1}}

// Set takes a number and a unit: 300MB, 3.3GB.
func (s *size) Set(text string) error {
	for _, u := range units {
		number, ok := strings.CutSuffix(text, u.name)
		if !ok {
			continue
		}
		x, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if err != nil || !(x > 0 && x*u.bytes < math.MaxInt64) {
			break
		}
		*s = size(x * u.bytes)
		return nil
	}
	return fmt.Errorf("%q is no size such as 300MB", text)
}

// String returns three digits or four, and the unit.
func (s size) String() string {
	for _, u := range units {
		if x := float64(s) / u.bytes; x >= 1 {
			return strconv.FormatFloat(x, 'f', digits(x), 64) + " " + u.name
		}
	}
	return strconv.FormatInt(int64(s), 10) + " B"
}

// digits returns how many digits after the point make three in all.
func digits(x float64) int {
	switch {
	case x < 9.995 && x != math.Trunc(x):
		return 2
	case x < 99.95 && x != math.Trunc(x):
		return 1
	}
	return 0
}
