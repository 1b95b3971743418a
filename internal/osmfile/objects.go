package osmfile

// Kinds is a set of kinds of objects.
type Kinds uint8

// The kinds, as bits.
const (
	Nodes Kinds = 1 << iota
	Ways
	Relations
	All = Nodes | Ways | Relations
)

// String returns the name of a single kind.
func (k Kinds) String() string {
	switch k {
	case Nodes:
		return "node"
	case Ways:
		return "way"
	case Relations:
		return "relation"
	}
	return "object"
}

// Tag is a key with its value, as the file writes them.
type Tag struct{ Key, Value string }

// Tags are the tags of an object, in the order of the file.
type Tags []Tag

// Get returns the value of a key, "" if there is none.
func (t Tags) Get(key string) string {
	for _, tag := range t {
		if tag.Key == key {
			return tag.Value
		}
	}
	return ""
}

// Point is a position in billionths of a degree, the finest unit that both formats can
// write.
type Point struct{ Lon, Lat int64 }

// degree is a degree in the unit of a Point.
const degree = 1e9

// Nowhere is the Point of a node without a position.
var Nowhere = Point{Lon: 1 << 62, Lat: 1 << 62}

// Valid tells whether p is a longitude and a latitude.
func (p Point) Valid() bool {
	return p.Lon >= -180*degree && p.Lon <= 180*degree && p.Lat >= -90*degree && p.Lat <= 90*degree
}

// Degrees returns the longitude and latitude: the numbers nearest to the decimals that the
// file writes, so that both formats give the same.
func (p Point) Degrees() (lon, lat float64) {
	return float64(p.Lon) / degree, float64(p.Lat) / degree
}

// Node is a node of the file.
type Node struct {
	// ID is the node's number, which may be negative.
	ID int64
	// Point is where it lies, Nowhere if the file does not say.
	Point Point
	// Tags are its tags.
	Tags Tags
}

// Way is a line through nodes.
type Way struct {
	// ID is the way's number, which may be negative.
	ID int64
	// Refs are the numbers of its nodes.
	Refs []int64
	// Points are where the nodes lie, or empty if the file does not say it here.
	Points []Point
	// Tags are its tags.
	Tags Tags
}

// Member is an object with its role in a relation.
type Member struct {
	// Kind is the kind of object, or 0 if the file does not say.
	Kind Kinds
	// ID is the object's number.
	ID int64
	// Role is what the object is to the relation.
	Role string
}

// Relation is a list of objects.
type Relation struct {
	// ID is the relation's number, which may be negative.
	ID int64
	// Members are the objects, in order.
	Members []Member
	// Tags are its tags.
	Tags Tags
}

// Visitor takes the objects of a part of a file. What it is handed is valid until it
// returns, except for texts, which stay, but keep much of the file in memory until they are
// cloned. An error ends the Scan.
type Visitor interface {
	Node(n *Node) error
	Way(w *Way) error
	Relation(r *Relation) error
	// End is called after the last object. Parts end one at a time, in the order of
	// the file.
	End() error
}

// What one object may hold. Real ones hold a few thousand of each at most.
const (
	maxRefs    = 1 << 20
	maxMembers = 1 << 20
	maxTags    = 1 << 16
)
