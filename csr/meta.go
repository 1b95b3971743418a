package csr

// Meta is what a graph file says about itself, beyond the graph. All of it is
// optional.
type Meta struct {
	Name        string // of the map: "Göteborg, walking"
	Unit        string // of one unit of weight: "dm", "s"
	Attribution string // whom the data's licence asks to name
	LonLat      bool   // points are longitude and latitude in degrees, not plane units
}
