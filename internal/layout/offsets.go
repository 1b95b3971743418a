package layout

// Offsets turns the sizes of groups into the places where they begin: sizes[i+1] is how
// many elements group i has, and becomes where the group ends, which is where the next
// begins. sizes[0] is 0 and stays so.
func Offsets[O Width | int](sizes []O) {
	for i := 1; i < len(sizes); i++ {
		sizes[i] += sizes[i-1]
	}
}
