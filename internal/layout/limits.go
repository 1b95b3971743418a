package layout

import "math"

// The number 2³²−1 means "none". It has a name for each use.
const (
	Blocked     = math.MaxUint32 // the weight of what no path may enter
	Unreachable = math.MaxUint32 // the distance where there is no path
	None        = math.MaxUint32 // where there is no node, arc or slot
)
