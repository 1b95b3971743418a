package osm

// Origin says what in the file the nodes of a map are.
type Origin struct{}
