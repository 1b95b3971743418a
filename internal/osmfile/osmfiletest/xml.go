package osmfiletest

import (
	"bytes"
	"encoding/xml"
	"fmt"
)

// XML returns the data as .osm.
func (d *Data) XML() []byte {
	var b bytes.Buffer
	b.WriteString("<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\" generator=\"test\">\n")
	for _, n := range d.Nodes {
		fmt.Fprintf(&b, ` <node id="%d" version="1" lat="%s" lon="%s"`, n.ID, decimal(n.Lat), decimal(n.Lon))
		if len(n.Tags) == 0 {
			b.WriteString("/>\n")
			continue
		}
		b.WriteString(">\n")
		writeTags(&b, n.Tags)
		b.WriteString(" </node>\n")
	}
	for _, w := range d.Ways {
		fmt.Fprintf(&b, " <way id=\"%d\" version=\"1\">\n", w.ID)
		for _, ref := range w.Refs {
			fmt.Fprintf(&b, "  <nd ref=\"%d\"/>\n", ref)
		}
		writeTags(&b, w.Tags)
		b.WriteString(" </way>\n")
	}
	for _, r := range d.Relations {
		fmt.Fprintf(&b, " <relation id='%d'>\n", r.ID)
		for _, m := range r.Members {
			fmt.Fprintf(&b, "  <member type=\"%s\" ref=\"%d\" role=\"%s\"/>\n", [3]string{"node", "way", "relation"}[m.Kind], m.ID, escape(m.Role))
		}
		writeTags(&b, r.Tags)
		b.WriteString(" </relation>\n")
	}
	b.WriteString("</osm>\n")
	return b.Bytes()
}

func writeTags(b *bytes.Buffer, tags []string) {
	for i := 0; i < len(tags); i += 2 {
		fmt.Fprintf(b, "  <tag k=\"%s\" v=\"%s\"/>\n", escape(tags[i]), escape(tags[i+1]))
	}
}

func escape(text string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(text)) // never fails on a Buffer
	return b.String()
}

// decimal writes a coordinate in degrees.
func decimal(x int64) string {
	sign := ""
	if x < 0 {
		sign, x = "-", -x
	}
	return fmt.Sprintf("%s%d.%07d", sign, x/1e7, x%1e7)
}
