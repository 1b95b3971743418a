package minplus

import "strings"

// permits tells whether a GODEBUG setting permits AVX2, by the rules of the Go runtime:
// cpu.avx2=off, cpu.avx=off and cpu.all=off forbid it, and of several settings of one
// name the last counts.
func permits(godebug string) bool {
	on := map[string]bool{"avx": true, "avx2": true}
	for _, field := range strings.Split(godebug, ",") {
		name, value, _ := strings.Cut(field, "=")
		name, isCPU := strings.CutPrefix(name, "cpu.")
		if !isCPU || value != "on" && value != "off" {
			continue
		}
		for feature := range on {
			if name == feature || name == "all" {
				on[feature] = value == "on"
			}
		}
	}
	return on["avx"] && on["avx2"]
}
