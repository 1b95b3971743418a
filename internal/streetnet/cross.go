package streetnet

import "cmp"

// Cross tells whether the straight line from a to b has a point in common with that from c
// to d, in the plane of their coordinates.
func Cross(a, b, c, d Place) bool {
	return max(a.X, b.X) >= min(c.X, d.X) && max(c.X, d.X) >= min(a.X, b.X) &&
		max(a.Y, b.Y) >= min(c.Y, d.Y) && max(c.Y, d.Y) >= min(a.Y, b.Y) &&
		Side(a, b, c)*Side(a, b, d) <= 0 && Side(c, d, a)*Side(c, d, b) <= 0
}

// Side tells on which side of the line from a to b a point is: 1 left, 0 on it, -1 right.
func Side(a, b, p Place) int {
	// The conversions keep products apart where a processor would fuse them.
	return cmp.Compare(float64((b.X-a.X)*(p.Y-a.Y)), float64((b.Y-a.Y)*(p.X-a.X)))
}
