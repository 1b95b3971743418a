// Package exposition writes metrics in the text format 0.0.4 of Prometheus.
//
//	var page exposition.Page
//	page.Gauge("hunts", "Hunts now.", 12)
//	page.Family("counter", "questions_total", "Questions, by the engine that answered.")
//	page.Sample("questions_total", 7, "engine", "labels")
//	w.Header().Set("Content-Type", exposition.ContentType)
//	w.Write(page.Text())
package exposition

import (
	"strconv"
	"strings"
	"time"

	"github.com/veltrix/cairn/dijkstra/service"
)

// Page is a page of metrics. A family is announced once, and then its samples follow.
// Names are written as they are; labels are pairs of a name and any text. The zero value
// is an empty page. It is not safe for concurrent use.
type Page struct{ text []byte }

// ContentType is the Content-Type of a page.
const ContentType = "text/plain; version=0.0.4; charset=utf-8"

// Text returns what was written so far. It is good until more is written.
func (p *Page) Text() []byte { return p.text }

// In help texts and labels, what would end them is escaped.
var (
	helpEscapes  = strings.NewReplacer(`\`, `\\`, "\n", `\n`)
	labelEscapes = strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`)
)

// Family announces metrics of one name and kind: counter, gauge or histogram.
func (p *Page) Family(kind, name, help string) {
	p.text = append(p.text, "# HELP "+name+" "+helpEscapes.Replace(help)+"\n# TYPE "+name+" "+kind+"\n"...)
}

// Sample writes one value.
func (p *Page) Sample(name string, value float64, labels ...string) {
	p.text = append(p.text, name...)
	for i := 0; i < len(labels); i += 2 {
		p.text = append(p.text, "{,"[min(i, 1)])
		p.text = append(p.text, labels[i]+`="`+labelEscapes.Replace(labels[i+1])+`"`...)
	}
	if len(labels) > 0 {
		p.text = append(p.text, '}')
	}
	p.text = append(p.text, ' ')
	p.text = strconv.AppendFloat(p.text, value, 'g', -1, 64)
	p.text = append(p.text, '\n')
}

// Gauge writes a family of one value that goes up and down.
func (p *Page) Gauge(name, help string, value float64, labels ...string) {
	p.Family("gauge", name, help)
	p.Sample(name, value, labels...)
}

// Counter writes a family of one value that goes up.
func (p *Page) Counter(name, help string, value float64, labels ...string) {
	p.Family("counter", name, help)
	p.Sample(name, value, labels...)
}

// bounds are the upper ends of the buckets of a histogram. They are fixed, since
// Prometheus adds up those of several servers.
var bounds = [...]time.Duration{
	1e3, 2e3, 5e3, 10e3, 20e3, 50e3, 100e3, 200e3, 500e3,
	1e6, 2e6, 5e6, 10e6, 20e6, 50e6, 100e6, 200e6, 500e6, 1e9,
}

// Histogram writes the durations of a Histogram, in seconds. Those that are at most
// 1.6 % below a bound may count as above it, as their own buckets are that wide.
func (p *Page) Histogram(name string, h *service.Histogram, labels ...string) {
	var upTo [len(bounds)]uint64
	var count uint64
	for longest, n := range h.All() {
		for i := len(bounds) - 1; i >= 0 && longest <= bounds[i]; i-- {
			upTo[i] += n
		}
		count += n
	}
	bucket := func(le string, n uint64) {
		p.Sample(name+"_bucket", float64(n), append(labels[:len(labels):len(labels)], "le", le)...)
	}
	for i, n := range upTo {
		bucket(strconv.FormatFloat(bounds[i].Seconds(), 'g', -1, 64), n)
	}
	bucket("+Inf", count)
	p.Sample(name+"_sum", h.Sum().Seconds(), labels...)
	p.Sample(name+"_count", float64(count), labels...)
}
