package api

import (
	"encoding/json"
	"errors"
)

// border is the corners of an area in a request.
type border [][2]float64

// errBorder is the error of what is no border. The client is told what is wanted.
var errBorder = errors.New("not a list of points")

// UnmarshalJSON reads a list of pairs of numbers. It takes nothing else, as package json does.
func (b *border) UnmarshalJSON(text []byte) error {
	var points [][]*float64
	if err := json.Unmarshal(text, &points); err != nil {
		return err
	}
	*b = make(border, len(points))
	for i, p := range points {
		if len(p) != 2 || p[0] == nil || p[1] == nil {
			return errBorder
		}
		(*b)[i] = [2]float64{*p[0], *p[1]}
	}
	return nil
}
