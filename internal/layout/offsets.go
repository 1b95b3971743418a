package layout

// Offsets makes of counts, in place, where groups begin: counts[i+1] is how many
// elements group i has, and becomes where it ends; counts[0] is 0 and stays so. It is
// the middle of every counting sort.
func Offsets[O Width](counts []O) {
	for i := 1; i < len(counts); i++ {
		counts[i] += counts[i-1]
	}
}
