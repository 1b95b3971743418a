// Package osmfiletest writes OpenStreetMap data as .osm.pbf and .osm XML for tests. It shares
// no code with the reader.
package osmfiletest

// Data is the objects of a file, in order: nodes, ways and relations.
type Data struct {
	// Nodes, Ways and Relations are the objects.
	Nodes     []Node
	Ways      []Way
	Relations []Relation
}

// Node is a node at a position in units of 1e-7 degrees.
type Node struct {
	// ID is its number.
	ID int64
	// Lon and Lat are where it lies.
	Lon, Lat int64
	// Tags are keys and values in turn.
	Tags []string
}

// Way is a line.
type Way struct {
	// ID is its number.
	ID int64
	// Refs are the numbers of its nodes.
	Refs []int64
	// Tags are keys and values in turn.
	Tags []string
}

// Member is a member of a relation.
type Member struct {
	// Kind is 0 for a node, 1 for a way and 2 for a relation.
	Kind int
	// ID is the object's number.
	ID int64
	// Role is its role.
	Role string
}

// Relation is a relation.
type Relation struct {
	// ID is its number.
	ID int64
	// Members are its members.
	Members []Member
	// Tags are keys and values in turn.
	Tags []string
}
