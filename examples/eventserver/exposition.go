package main

import (
	"strconv"
	"strings"
	"time"

	"github.com/veltrix/cairn/dijkstra/service"
)

// exposition is a page of metrics in the text format 0.0.4 of Prometheus. A family
// is announced once, and then its samples follow. Names are written as they are;
// labels are pairs of a name and any text.
type exposition struct{ text []byte }

// expositionType is the Content-Type of such a page.
const expositionType = "text/plain; version=0.0.4; charset=utf-8"

// In help texts and labels, what would end them is escaped.
var (
	helpEscapes  = strings.NewReplacer(`\`, `\\`, "\n", `\n`)
	labelEscapes = strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`)
)

// family announces metrics of one name and kind: counter, gauge or histogram.
func (e *exposition) family(kind, name, help string) {
	e.text = append(e.text, "# HELP "+name+" "+helpEscapes.Replace(help)+"\n# TYPE "+name+" "+kind+"\n"...)
}

// sample writes one value.
func (e *exposition) sample(name string, value float64, labels ...string) {
	e.text = append(e.text, name...)
	for i := 0; i < len(labels); i += 2 {
		e.text = append(e.text, "{,"[min(i, 1)])
		e.text = append(e.text, labels[i]+`="`+labelEscapes.Replace(labels[i+1])+`"`...)
	}
	if len(labels) > 0 {
		e.text = append(e.text, '}')
	}
	e.text = append(e.text, ' ')
	e.text = strconv.AppendFloat(e.text, value, 'g', -1, 64)
	e.text = append(e.text, '\n')
}

// gauge writes a family of one value that goes up and down.
func (e *exposition) gauge(name, help string, value float64, labels ...string) {
	e.family("gauge", name, help)
	e.sample(name, value, labels...)
}

// counter writes a family of one value that goes up.
func (e *exposition) counter(name, help string, value float64, labels ...string) {
	e.family("counter", name, help)
	e.sample(name, value, labels...)
}

// bounds are the upper ends of the buckets of a histogram. They are fixed, since
// Prometheus adds up those of several servers.
var bounds = [...]time.Duration{
	1e3, 2e3, 5e3, 10e3, 20e3, 50e3, 100e3, 200e3, 500e3,
	1e6, 2e6, 5e6, 10e6, 20e6, 50e6, 100e6, 200e6, 500e6, 1e9,
}

// histogram writes the durations of a Histogram, in seconds. Those that are at most
// 1.6 % below a bound may count as above it, as their own buckets are that wide.
func (e *exposition) histogram(name string, h *service.Histogram, labels ...string) {
	var upTo [len(bounds)]uint64
	var count uint64
	for longest, n := range h.All() {
		for i := len(bounds) - 1; i >= 0 && longest <= bounds[i]; i-- {
			upTo[i] += n
		}
		count += n
	}
	bucket := func(le string, n uint64) {
		e.sample(name+"_bucket", float64(n), append(labels[:len(labels):len(labels)], "le", le)...)
	}
	for i, n := range upTo {
		bucket(strconv.FormatFloat(bounds[i].Seconds(), 'g', -1, 64), n)
	}
	bucket("+Inf", count)
	e.sample(name+"_sum", h.Sum().Seconds(), labels...)
	e.sample(name+"_count", float64(count), labels...)
}
