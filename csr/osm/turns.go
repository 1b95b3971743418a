package osm

// Turns are options of the map of street segments.
type Turns struct{}
