package profile

import (
	"strconv"
	"strings"
)

// Speed limits in km/h.
const (
	atWalk    = 7   // maxspeed=walk: 4 to 7 by German courts
	unlimited = 130 // maxspeed=none: Germany's advisory speed

	perMile = 1.609344
	perKnot = 1.852
)

// units are how many km/h each is.
var units = map[string]float64{
	"": 1, "km/h": 1, "kmh": 1, "kph": 1, "kmph": 1, "mph": perMile, "knots": perKnot, "knot": perKnot, "kn": perKnot,
}

// limit returns the speed limit in a direction, ":forward" or ":backward"; 0 if no tag has
// one.
func limit(t Tags, side string) float64 {
	for _, key := range [...]string{"maxspeed" + side, "maxspeed", "maxspeed:type", "source:maxspeed", "zone:maxspeed", "zone:traffic"} {
		if v := lowest(t[key]); v > 0 {
			return v
		}
	}
	return 0
}

// lowest returns the lowest limit of several, 0 if there is none.
func lowest(text string) (lowest float64) {
	for value := range values(text) {
		if v := parseLimit(value); v > 0 && (lowest == 0 || v < lowest) {
			lowest = v
		}
	}
	return lowest
}

// parseLimit reads a limit: a number with or without unit, a word, or the rule of a country
// such as de:urban. It returns 0 for anything else.
func parseLimit(value string) float64 {
	switch value {
	case "walk":
		return atWalk
	case "none":
		return unlimited
	}
	if country, zone, ok := strings.Cut(value, ":"); ok {
		return legal(country, zone)
	}
	i := 0
	for i < len(value) && (value[i] >= '0' && value[i] <= '9' || value[i] == '.') {
		i++
	}
	number, err := strconv.ParseFloat(value[:i], 64)
	unit := units[strings.TrimSpace(value[i:])]
	if err != nil || number > 1000 {
		return 0
	}
	return number * unit
}

// legal returns the limit that holds in a kind of place in a country where no sign says
// otherwise. A zone of a number is its limit: zone30, zone:30 or 30.
func legal(country, zone string) float64 {
	if v, known := legalLimits[country+":"+zone]; known {
		return v
	}
	if v, known := zones[zone]; known {
		return v
	}
	number := strings.TrimLeft(strings.TrimPrefix(zone, "zone"), ": ")
	if number == "" || number[0] < '0' || number[0] > '9' {
		return 0
	}
	return parseLimit(number)
}

// legalLimits are the exceptions by country and place.
var legalLimits = func() map[string]float64 {
	limits := map[string]float64{}
	for limit, places := range exceptions {
		for place := range strings.FieldsSeq(places) {
			limits[place] = limit
		}
	}
	return limits
}()

// zones are the limits that hold in most countries, by the table of default speed limits in
// OpenStreetMap's wiki.
var zones = map[string]float64{
	"living_street": 20, "pedestrian_zone": atWalk, "bicycle_road": 30, "urban": 50, "rural": 90, "trunk": 110, "motorway": 130,
}

// exceptions are the limits of countries where another one holds.
var exceptions = map[float64]string{
	atWalk:       "at:living_street de:living_street",
	15:           "nl:living_street",
	30:           "be-bru:urban",
	30 * perMile: "gb:urban gb:nsl_restricted uk:urban uk:nsl_restricted",
	40:           "ph:urban",
	60:           "by:urban ru:urban za:urban jp:nsl",
	60 * perMile: "gb:rural gb:nsl_single uk:rural uk:nsl_single",
	70:           "be-vlg:rural be-bru:rural se:rural",
	70 * perMile: "gb:nsl_dual gb:motorway uk:nsl_dual uk:motorway",
	80:           "ca-on:rural ch:rural cy:rural dk:rural fi:rural fr:rural ie:rural nl:rural no:rural ph:rural rs:rural",
	90:           "es:trunk",
	100:          "at:rural at:trunk au:rural ch:trunk cy:motorway de:rural fi:trunk nl:trunk nl:motorway nz:rural ph:motorway pt:trunk ro:trunk rs:trunk za:rural",
	110:          "by:motorway no:motorway ru:motorway se:motorway",
	120:          "be:motorway bg:trunk ch:motorway es:motorway fi:motorway ie:motorway pl:trunk pl:expressway pt:motorway za:motorway",
	140:          "bg:motorway pl:motorway",
}
