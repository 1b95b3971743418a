package main

import (
	"fmt"
	"slices"
)

// fitting is the formats that a flag is for, where it is not for all.
var fitting = map[string][]string{
	"co": {"dimacs"}, "zero-based": {"dimacs"}, "no-problem-line": {"dimacs"},
	"steps": {"map", "matrix"}, "moves": {"map", "matrix"}, "corners": {"map", "matrix"}, "minus-one-walls": {"matrix"},
	"plane": {"geojson"}, "levels": {"geojson"}, "max-feature-bytes": {"geojson"},
	"turns": {"osm"}, "cross-squares": {"osm"},
	"profile": {"osm", "geojson"}, "unit": {"osm", "geojson"}, "no-streets": {"osm", "geojson"}, "tolerance": {"osm", "geojson"},
}

// checkFlags returns an error if a flag was given that is not for the format: the map would not
// be what was asked for.
func (c config) checkFlags() error {
	for _, name := range c.given {
		if formats := fitting[name]; formats != nil && !slices.Contains(formats, c.format) {
			return fmt.Errorf("-%s is for %s files, and this is a %s file", name, formats[0], c.format)
		}
	}
	return nil
}
