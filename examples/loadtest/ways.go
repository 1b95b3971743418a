package main

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/veltrix/cairn/dijkstra"
)

// cost names the counters of QueryStats that count work. The others count answers, one
// for each way to an answer.
var cost = map[string]bool{"Settled": true}

// waysSince returns what was counted after an earlier reading.
func waysSince(now, before dijkstra.QueryStats) dijkstra.QueryStats {
	to, from := reflect.ValueOf(&now).Elem(), reflect.ValueOf(before)
	for i := range to.NumField() {
		to.Field(i).SetUint(to.Field(i).Uint() - from.Field(i).Uint())
	}
	return now
}

// waysText returns the share of the answers that each way gave, and what one answer cost.
func waysText(w dijkstra.QueryStats) string {
	v, answers := reflect.ValueOf(w), uint64(0)
	for i := range v.NumField() {
		if !cost[v.Type().Field(i).Name] {
			answers += v.Field(i).Uint()
		}
	}
	var text []string
	for i := range v.NumField() {
		name, each := v.Type().Field(i).Name, float64(v.Field(i).Uint())/float64(max(answers, 1))
		if cost[name] {
			text = append(text, fmt.Sprintf("%s %.1f an answer", name, each))
		} else {
			text = append(text, fmt.Sprintf("%s %.1f %%", name, 100*each))
		}
	}
	return strings.Join(text, ", ")
}
