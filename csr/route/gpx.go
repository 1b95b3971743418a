package route

import (
	"bytes"
	"encoding/xml"
	"time"

	"github.com/veltrix/cairn/internal/geo"
)

// AppendGPX appends the line as a file of GPX 1.1 with one track of that name. If start
// is not the zero time, each point has the time at which it is passed. Longitudes are
// those from −180 up to 180. It costs O(points), and allocates to grow dst and for the
// name.
func (l *Line) AppendGPX(dst []byte, name string, start time.Time) []byte {
	dst = append(dst, xml.Header+`<gpx version="1.1" creator="cairn" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>`...)
	var escaped bytes.Buffer
	_ = xml.EscapeText(&escaped, []byte(name)) // a Buffer takes all
	dst = append(append(dst, escaped.Bytes()...), "</name><trkseg>\n"...)
	for _, p := range l.Points {
		dst = l.appendTrackPoint(dst, p, start)
	}
	return append(dst, "</trkseg></trk></gpx>\n"...)
}

func (l *Line) appendTrackPoint(dst []byte, p Point, start time.Time) []byte {
	x := p.X
	if !l.Plane {
		x = geo.WrapLongitude(x)
	}
	dst = appendNumber(append(dst, `<trkpt lat="`...), p.Y)
	dst = appendNumber(append(dst, `" lon="`...), x)
	dst = append(dst, `">`...)
	if !start.IsZero() {
		at := start.Add(time.Duration(p.Seconds * float64(time.Second)))
		dst = at.UTC().AppendFormat(append(dst, "<time>"...), "2006-01-02T15:04:05.000Z")
		dst = append(dst, "</time>"...)
	}
	return append(dst, "</trkpt>\n"...)
}
