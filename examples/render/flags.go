package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
)

// config holds the flags.
type config struct {
	output, mapFile, latencies, title, theme string
	width                                    int
	from, via, to, tree, closed              []place
	band                                     float64 // 0: one that fits
}

// stops returns the places of the route in order.
func (c config) stops() (stops []place) {
	return append(append(append(stops, c.from...), c.via...), c.to...)
}

func parse(args []string, help io.Writer) (c config, err error) {
	flags := flag.NewFlagSet("render", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&c.output, "o", "", "`file` to write: .svg or .png")
	flags.StringVar(&c.mapFile, "map", "", "map `file` to use in place of Göteborg")
	flags.StringVar(&c.title, "title", "", "what stands above the picture, in place of the map's name")
	flags.StringVar(&c.theme, "theme", "light", "light or dark")
	flags.IntVar(&c.width, "width", 1200, "of the picture in pixels, 480 to 4096")
	flags.Float64Var(&c.band, "band", 0, "`width` of the bands of -tree, in metres where weights are lengths; by default one that fits")
	flags.StringVar(&c.latencies, "latencies", "", "`file` to draw in place of a map: what loadtest -json prints, or a duration a line")
	for name, p := range map[string]*[]place{"from": &c.from, "via": &c.via, "to": &c.to, "tree": &c.tree, "close": &c.closed} {
		flags.Func(name, usage[name], func(s string) error {
			at, err := parsePlace(name, s)
			*p = append(*p, at)
			return err
		})
	}
	err = flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		flags.SetOutput(help)
		flags.PrintDefaults()
	}
	if err != nil {
		return c, err
	}
	return c, c.check(flags.Args())
}

// usage is the help for flags that name places.
var usage = map[string]string{
	"from":  "`lon,lat` where a route begins",
	"via":   "`lon,lat` that the route goes through; repeat it for more, in their order",
	"to":    "`lon,lat` where the route ends",
	"tree":  "`lon,lat` that distances are drawn from, in bands",
	"close": "`lon,lat` of a closed street; repeat it for more",
}

func (c config) check(rest []string) error {
	_, known := themes[c.theme]
	switch {
	case len(rest) > 0:
		return fmt.Errorf("%q: this program takes flags only", rest[0])
	case c.output == "":
		return errors.New("-o FILE is missing: a name that ends in .svg or .png")
	case !slices.Contains([]string{".svg", ".png"}, extension(c.output)):
		return fmt.Errorf("-o %q: want a name that ends in .svg or .png", c.output)
	case c.width < 480 || c.width > 4096:
		return fmt.Errorf("-width %d: want 480 to 4096", c.width)
	case !known:
		return fmt.Errorf("-theme %q: there are light and dark", c.theme)
	case len(c.from) != len(c.to) || len(c.from) > 1 || len(c.via) > 0 && len(c.from) == 0:
		return errors.New("a route has one -from and one -to, and -via between")
	case len(c.tree) > 1:
		return errors.New("-tree: one is all that can be drawn")
	case c.band != 0 && len(c.tree) == 0:
		return errors.New("-band without -tree")
	case c.band != 0 && !(c.band >= 0.001 && c.band <= 1e9):
		return fmt.Errorf("-band %v: want 0.001 to 1e9", c.band)
	case c.latencies != "" && (c.mapFile != "" || len(c.stops())+len(c.tree)+len(c.closed) > 0):
		return errors.New("-latencies draws no map: leave out -map and places")
	}
	return nil
}
