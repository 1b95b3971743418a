package route

import (
	"errors"
	"fmt"
	"math"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/geo"
)

// ErrMargin: an isochrone cannot be drawn with this margin.
var ErrMargin = errors.New("an area cannot be drawn with this margin")

const (
	cellsPerMargin  = 4
	marginsPerSide  = 128 // by default
	leastMargin     = 1   // on the Earth, in metres
	leastDefault    = 10  // likewise
	maxCells        = 1 << 24
	metresPerDegree = math.Pi / 180 * geo.EarthRadius
)

// grid is where the columns and rows of an isochrone's raster lie. They reach so far that
// the outermost are outside the area, unless the grid goes round the Earth.
type grid struct {
	margin     float64 // in metres or plane units
	around     float64 // margin and two cells
	dx, dy     float64 // between columns and between rows, in degrees or plane units
	x, y       float64 // of the first column and row; on the Earth columns begin at −180
	turn       int     // columns round the Earth; 0 on a plane
	first      int     // column, counted from the one at x
	cols, rows int
}

// newGrid returns the grid around a box.
func newGrid(b csr.Box, margin float64, lonLat bool) (grid, error) {
	if margin == 0 {
		margin = defaultMargin(b, lonLat)
	}
	if !(margin > 0) || math.IsInf(margin, 1) || lonLat && margin < leastMargin {
		return grid{}, fmt.Errorf("route: %w: %v", ErrMargin, margin)
	}
	g := grid{margin: margin, around: margin * (cellsPerMargin + 2) / cellsPerMargin}
	if lonLat {
		return g.onEarth(b)
	}
	return g.onPlane(b)
}

// defaultMargin returns the margin for a box.
func defaultMargin(b csr.Box, lonLat bool) float64 {
	wide, tall := b.MaxX-b.MinX, b.MaxY-b.MinY
	if lonLat {
		wide, tall = wide*metresPerDegree*cosine((b.MinY+b.MaxY)/2), tall*metresPerDegree
		return max(wide/marginsPerSide, tall/marginsPerSide, leastDefault)
	}
	if side := max(wide, tall); side > 0 {
		return side / marginsPerSide
	}
	return 1
}

func cosine(latitude float64) float64 { return math.Cos(latitude * math.Pi / 180) }

func (g grid) onPlane(b csr.Box) (grid, error) {
	cell := g.margin / cellsPerMargin
	g.dx, g.dy, g.x, g.y = cell, cell, b.MinX-g.around, b.MinY-g.around
	if far := max(-b.MinX, b.MaxX, -b.MinY, b.MaxY); cell < far*1e-12 {
		return g, fmt.Errorf("route: %w: %v so far from 0 as %v", ErrMargin, g.margin, far)
	}
	return g.sized(0, (b.MaxX+g.around-g.x)/cell, (b.MaxY+g.around-g.y)/cell)
}

// onEarth makes columns no wider than rows are high, wherever in the box.
func (g grid) onEarth(b csr.Box) (grid, error) {
	around := g.around / metresPerDegree
	south, north := b.MinY-around, b.MaxY+around
	if south <= -90 || north >= 90 {
		return g, fmt.Errorf("route: %w: %v reaches a pole", ErrMargin, g.margin)
	}
	low, high := max(south, -north, 0), max(-south, north)
	g.x, g.y, g.dy = -180, south, g.margin/cellsPerMargin/metresPerDegree
	g.turn = int(math.Ceil(360 * cosine(low) / g.dy))
	g.dx = 360 / float64(g.turn)
	around /= cosine(high)
	first, last := math.Floor((b.MinX-around+180)/g.dx), (b.MaxX+around+180)/g.dx
	if last-first >= float64(g.turn) {
		first, last = 0, float64(g.turn)
	}
	return g.sized(int(first), last-first, (north-south)/g.dy)
}

// sized gives the grid its first column, and so many columns and rows behind the first.
func (g grid) sized(first int, cols, rows float64) (grid, error) {
	cols, rows = math.Ceil(cols)+1, math.Ceil(rows)+1
	if !(cols*rows <= maxCells) {
		return g, fmt.Errorf("route: %w: %v needs a raster of %.0f by %.0f cells; at most %d are allowed", ErrMargin, g.margin, cols, rows, maxCells)
	}
	g.first, g.cols, g.rows = first, int(cols), int(rows)
	return g, nil
}

// round tells whether the grid goes round the Earth.
func (g *grid) round() bool { return g.turn > 0 && g.cols > g.turn }

// point returns where a place of the grid lies, given in columns, counted from the first,
// and rows; its longitude is less by so many turns round the Earth.
func (g *grid) point(col, row float64, turns int) [2]float64 {
	x := g.x + col*g.dx
	if g.turn > 0 {
		x = (col+float64(g.first-turns*g.turn))*360/float64(g.turn) - 180
	}
	return [2]float64{x, g.y + row*g.dy}
}

// column returns the inverse of point's x.
func (g *grid) column(x float64) float64 { return (x-g.x)/g.dx - float64(g.first) }
