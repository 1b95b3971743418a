package main

import (
	"fmt"
	"io"

	"github.com/veltrix/cairn/csr/geojson"
	"github.com/veltrix/cairn/csr/osm"
	"github.com/veltrix/cairn/csr/profile"
)

// reason is how many of something were left out or changed, and why.
type reason struct {
	n    int
	text string
}

// logReasons logs those that there are, and the tags that were not understood.
func logReasons(log io.Writer, reasons []reason, unread profile.Counts) {
	for _, said := range reasons {
		if said.n > 0 {
			fmt.Fprintf(log, said.text+"\n", said.n)
		}
	}
	if len(unread) > 0 {
		fmt.Fprintf(log, "tags not understood: %s\n", unread)
	}
}

// logGeoJSON logs how the features of GeoJSON were used.
func logGeoJSON(c config, s geojson.Stats, log io.Writer) {
	if c.levels {
		s.Floors = 0
	}
	fmt.Fprintf(log, "-profile %s: %s\n", c.profile, s)
	logReasons(log, []reason{
		{s.Repeated, "%d steps on the spot left out"},
		{s.Barriers, "%d positions where a barrier lets nobody of the profile through"},
		{s.Joined, "%d ends joined that nearly met"},
		{s.Crossings, "%d crossings without a common position, where no street turns into the other"},
		{s.Floors, "%d streets have levels or heights, which were ignored: -levels heeds them"},
	}, s.Unread)
}

// logOSM logs how the objects of OpenStreetMap data were used.
func logOSM(c config, s osm.Stats, log io.Writer) {
	fmt.Fprintf(log, "-profile %s: %s\n", c.profile, s)
	logReasons(log, []reason{
		{s.Repeated, "%d steps on the spot left out"},
		{s.Barriers, "%d nodes where a barrier lets nobody of the profile through"},
		{s.Squares, "%d squares, with streets around them"},
		{s.Crossed, "%d of them crossed"},
		{s.Uncrossed, "%d of them not crossed: the outline is open or one-way, or meets too many streets"},
		{s.Joined, "%d ends joined that nearly met"},
		{s.Restrictions - s.Applied - s.Broken, "%d turn restrictions, which were ignored: -turns obeys them"},
		{s.Applied, "%d turn restrictions obeyed"},
		{s.Broken, "%d turn restrictions that name no turn of this map"},
	}, s.Unread)
}
