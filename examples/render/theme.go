package main

import (
	"image/color"
	"math"
)

// theme is the inks of a picture.
type theme struct {
	paper, ink, faint color.RGBA    // faint: of lines and texts beside the matter
	street            [2]color.RGBA // of the least and the most important
	route, casing     color.RGBA
	near, far         float64 // where on the scale of bands a theme begins and ends
	shade             float64 // how strongly bands colour the ground between streets
}

// themes are the themes by name. Both routes are vermilion, which nobody confuses with a
// colour of the bands, whatever colours they see (Okabe and Ito, "Color Universal
// Design", 2008).
var themes = map[string]theme{
	"light": {
		paper: rgb(0xfbfaf7), ink: rgb(0x26282b), faint: rgb(0x77756f), street: [2]color.RGBA{rgb(0xc2bbae), rgb(0x5f594f)},
		route: rgb(0xd55e00), casing: rgb(0xffffff), near: 0, far: 0.86, shade: 0.2,
	},
	"dark": {
		paper: rgb(0x14171c), ink: rgb(0xe9eaec), faint: rgb(0x8d939c), street: [2]color.RGBA{rgb(0x4a5361), rgb(0x99a3b1)},
		route: rgb(0xff7a2e), casing: rgb(0x0b0d10), near: 0.97, far: 0.18, shade: 0.16,
	},
}

// viridis is every quarter of the colour map of that name (S. van der Walt and N. Smith,
// matplotlib 2015, CC0). Its lightness grows evenly, so every eye sees its order, and a
// copy in grey keeps it.
var viridis = [...]color.RGBA{rgb(0x440154), rgb(0x3b528b), rgb(0x21918c), rgb(0x5ec962), rgb(0xfde725)}

// bandInks returns the colours of n distance bands; the nearest contrast most with the
// paper.
func (t theme) bandInks(n int) []color.RGBA {
	inks := make([]color.RGBA, n)
	for i := range inks {
		at := t.near + (t.far-t.near)*float64(i)/float64(max(n-1, 1))
		quarter := min(int(at*4), 3)
		inks[i] = mix(viridis[quarter], viridis[quarter+1], at*4-float64(quarter))
	}
	return inks
}

// mix returns the colour at a share of the way from a to b.
func mix(a, b color.RGBA, share float64) color.RGBA {
	between := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + share*(float64(b)-float64(a)))) }
	return color.RGBA{between(a.R, b.R), between(a.G, b.G), between(a.B, b.B), 0xff}
}

func rgb(hex uint32) color.RGBA {
	return color.RGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 0xff}
}
