package profile

import (
	"math"
	"strconv"
	"strings"
)

// factor returns by how much surface and incline lengthen the time along a street and
// against it.
func (r *rules) factor(t Tags) (forward, backward float64) {
	surface := r.pace.surface(t)
	slope, known := incline(t)
	if !known || r.pace.climb == nil {
		return surface, surface
	}
	return surface * r.pace.climb(slope), surface * r.pace.climb(-slope)
}

// surface returns the factor of a surface: of several, the largest.
func (p *pace) surface(t Tags) float64 {
	text := t["surface"]
	if text == "" {
		text = tracks[strings.ToLower(t["tracktype"])]
	}
	factor := 1.0
	for surface := range values(text) {
		factor = max(factor, p.surfaces[surface])
	}
	return factor
}

// tracks are what tracks of each grade are like, if the surface has no tag.
var tracks = map[string]string{"grade2": "compacted", "grade3": "gravel", "grade4": "dirt", "grade5": "grass"}

// The factors of surfaces, from the speeds of OSRM's profiles on them: foot of its 5 km/h,
// bicycle of its 15 km/h, car of a street for 60 km/h.
var (
	walkingSurfaces = factors(map[float64]string{
		1.33: "fine_gravel gravel pebblestone",
		2:    "mud sand",
	})
	cyclingSurfaces = factors(map[float64]string{
		1.5: "paving_stones bricks cobblestone:flattened compacted fine_gravel ground wood metal",
		1.7: "sett",
		1.9: "dirt",
		2.1: "cobblestone unhewn_cobblestone",
		2.5: "unpaved gravel pebblestone earth clay grass grass_paver stone rocky rock",
		5:   "mud sand woodchips snow",
	})
	drivingSurfaces = factors(map[float64]string{
		1.5: "sett grass_paver gravel unpaved ground dirt grass pebblestone wood",
		2:   "cobblestone unhewn_cobblestone clay",
		3:   "earth stone rocky rock sand snow",
		6:   "mud",
	})
)

// factors turns lists of surfaces around.
func factors(surfaces map[float64]string) map[string]float64 {
	found := map[string]float64{}
	for factor, list := range surfaces {
		for surface := range strings.FieldsSeq(list) {
			found[surface] = factor
		}
	}
	return found
}

// incline reads the slope along a street: a number in percent or degrees. Steps have their
// slope in their speed, and what is steeper than 45 degrees is a mistake.
func incline(t Tags) (slope float64, known bool) {
	text := strings.TrimSpace(t["incline"])
	number, percent := strings.CutSuffix(text, "%")
	number, degrees := strings.CutSuffix(number, "°")
	slope, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	switch {
	case err != nil || percent == degrees || t["highway"] == "steps":
		return 0, false
	case percent && math.Abs(slope) <= 100:
		return slope / 100, true
	case degrees && math.Abs(slope) <= 45:
		return math.Tan(slope * math.Pi / 180), true
	}
	return 0, false
}

// tobler returns the factor of a slope to walkers: they walk at 6·exp(−3.5·|slope+0.05|) km/h
// (Tobler, Three presentations on geographical analysis and modeling, 1993).
func tobler(slope float64) float64 { return math.Exp(3.5 * (math.Abs(slope+0.05) - 0.05)) }

// pedalling returns the factor of a slope to a bicycle. A rider with luggage of 90 kg and
// some 100 W takes twice as long up 5 % and 0.6 times as long down 2 %; where it is
// steeper, the bicycle is pushed, or braked. The conversion keeps the product apart where a
// processor would fuse it.
func pedalling(slope float64) float64 {
	return min(max(1+float64(20*slope), 0.6), onWheel/float64(pushing))
}
