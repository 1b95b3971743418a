package route

import (
	"fmt"
	"math"
	"strings"

	"github.com/veltrix/cairn/csr"
)

// String returns the step as a sentence of English: "Left into Kungsgatan, 120 m". A host
// that speaks another language makes its own of the fields.
func (s Step) String() string {
	var text string
	switch s.Maneuver {
	case Arrive:
		return "Arrive"
	case Depart:
		text = "Head " + compass(s.Heading) + named(" on ", s.Street)
	case Roundabout:
		text = s.roundabout()
	default:
		text = turns[s.Maneuver] + s.whither()
	}
	return text + ", " + Distance(s.Metres)
}

var turns = map[Maneuver]string{
	Straight: "Straight on", SlightLeft: "Slightly left", Left: "Left", SharpLeft: "Sharp left",
	SlightRight: "Slightly right", Right: "Right", SharpRight: "Sharp right", UTurn: "Turn round",
}

// whither names the street that the step turns into.
func (s Step) whither() string {
	if s.Stays {
		return named(" along ", s.Street)
	}
	return named(" into ", s.Street)
}

func (s Step) roundabout() string {
	if s.Exit == 0 {
		return "Into the roundabout"
	}
	return fmt.Sprintf("At the roundabout, take exit %d%s", s.Exit, s.whither())
}

// compass returns the one of eight directions that a heading is nearest to.
func compass(heading float64) string {
	names := [...]string{"north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"}
	return names[int(math.Round(heading/45))%len(names)]
}

// classes are what OpenStreetMap's values of highway are called, where it is not "a" and
// the value.
var classes = map[string]string{
	"steps": "steps", "pedestrian": "a pedestrian street", "service": "a service road", "living_street": "a street",
	"residential": "a street", "unclassified": "a street", "road": "a street", "primary": "a road", "secondary": "a road",
	"tertiary": "a road", "trunk": "a road", "motorway_link": "a slip road", "trunk_link": "a slip road",
	"primary_link": "a slip road", "secondary_link": "a slip road", "tertiary_link": "a slip road", "": "",
}

// named returns the name of a street, or what kind of street it is, behind a word; ""
// if it has neither.
func named(word string, s csr.Street) string {
	if s.Name != "" {
		return word + s.Name
	}
	class, _, _ := strings.Cut(s.Class, ";")
	kind, ok := classes[class]
	switch {
	case !ok:
		return word + "a " + strings.ReplaceAll(class, "_", " ")
	case kind == "":
		return ""
	}
	return word + kind
}

// Distance returns a distance in metres as people say it: "35 m", "120 m", "1.3 km".
func Distance(metres float64) string {
	switch {
	case metres < 99.5:
		return fmt.Sprintf("%.0f m", metres)
	case metres < 995:
		return fmt.Sprintf("%.0f m", 10*math.Round(metres/10))
	case metres < 9950:
		return fmt.Sprintf("%.1f km", metres/1000)
	}
	return fmt.Sprintf("%.0f km", metres/1000)
}
