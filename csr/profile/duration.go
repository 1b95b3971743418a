package profile

import (
	"strconv"
	"strings"
	"time"
)

// duration returns how long the tags of a ferry say that it takes, 0 if they do not: hours
// and minutes (1:30), minutes (90), or as ISO 8601 has it (PT1H30M).
func duration(t Tags) time.Duration {
	if withoutHighway(t) != ferry {
		return 0
	}
	text := strings.ToLower(strings.TrimSpace(t["duration"]))
	if iso, ok := strings.CutPrefix(text, "pt"); ok {
		d, _ := time.ParseDuration(iso) // 0 with an error
		return max(d, 0)
	}
	parts := strings.Split(text, ":")
	if len(parts) == 1 {
		parts = []string{"0", text}
	}
	d, unit := time.Duration(0), time.Hour
	for _, part := range parts {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil || len(parts) > 3 {
			return 0
		}
		d += time.Duration(n) * unit
		unit /= 60
	}
	return d
}
