package dimacs

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

func TestInteger(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int64
		ok   bool
	}{
		{"0", 0, true},
		{"7", 7, true},
		{"-7", -7, true},
		{"-0", 0, true},
		{"0000000000000000000000000000042", 42, true},
		{"4294967295", math.MaxUint32, true},
		{"-180000000", -180e6, true},
		{"9007199254740993", 1<<53 + 1, true},
		{"92233720368547758070", saturated, true},
		{"-" + strings.Repeat("9", 1000), -saturated, true},
		{"1" + strings.Repeat("0", 1000), saturated, true},
		{"", 0, false},
		{"-", 0, false},
		{"+7", 0, false},
		{"--7", 0, false},
		{"7-", 0, false},
		{"1.5", 0, false},
		{"1e3", 0, false},
		{"0x10", 0, false},
		{"1_000", 0, false},
		{"99999999999999999999x", 0, false},
		{"٣", 0, false},
	} {
		got, ok := integer([]byte(c.in))
		if ok != c.ok || ok && got != c.want {
			t.Errorf("integer(%.30q) = %d, %v, want %d, %v", c.in, got, ok, c.want, c.ok)
		}
	}
}

// TestIntegerAgreesWithPrinting goes through the numbers around every power of
// two and of ten that the files can hold.
func TestIntegerAgreesWithPrinting(t *testing.T) {
	for _, base := range []int64{2, 10} {
		for power := int64(1); power < 1<<60; power *= base {
			for _, n := range []int64{power - 1, power, power + 1, -power} {
				if got, ok := integer(fmt.Append(nil, n)); !ok || got != n {
					t.Errorf("integer(%d) = %d, %v", n, got, ok)
				}
			}
		}
	}
}

func TestNextField(t *testing.T) {
	for _, c := range []struct {
		line string
		want []string
	}{
		{"", nil},
		{" \t \r", nil},
		{"a", []string{"a"}},
		{"a 1 2 3", []string{"a", "1", "2", "3"}},
		{"\ta  1\t 2   3 \r", []string{"a", "1", "2", "3"}},
	} {
		var got []string
		for f := fields(c.line); ; {
			field := f.next()
			if len(field) == 0 {
				break
			}
			got = append(got, string(field))
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%q has fields %q, want %q", c.line, got, c.want)
		}
	}
}
