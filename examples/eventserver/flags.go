package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"runtime"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/api"
	"github.com/veltrix/cairn/examples/eventserver/engines"
	"github.com/veltrix/cairn/examples/eventserver/proxies"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// config is what the flags say.
type config struct {
	addr, admin  string
	hosts        string // beside loopback, that requests may name, with commas between
	proxies      proxies.Trusted
	origins      api.Origins
	mapFile      string
	mapBytes     int64         // that it may have
	hunts, each  int           // at one time, in all and of one client; 0: as many as in all
	found        float64       // metres or plane units; 0: as the map suggests
	drain        time.Duration // from when load balancers are told until nobody is served any more
	expire       time.Duration
	canary, rate float64
	engine       string
	workers      int
	state        string // folder of the journal; empty: hunts are in memory alone
	garbage      int64  // bytes of the journal that may be out of date
}

// parse reads the flags. Help goes to help, and the error is flag.ErrHelp then.
func parse(args []string, help io.Writer) (c config, err error) {
	flags := flag.NewFlagSet("eventserver", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&c.addr, "addr", "127.0.0.1:8080", "`address` to serve players on")
	flags.StringVar(&c.admin, "admin", "", "`address` to serve organisers on, if any; their token is CAIRN_ADMIN_TOKEN, or is made and printed")
	flags.StringVar(&c.hosts, "hosts", "", "`names` that requests may be for beside localhost, such as hunt.example.org, with commas between")
	flags.Var(&c.proxies, "trusted-proxy", "`CIDR` of proxies that say in X-Forwarded-For or Forwarded who the client is; may be repeated")
	flags.Var(&c.origins, "cors", "`origin`, such as https://hunt.example.org, whose pages may use the API; may be repeated")
	flags.StringVar(&c.mapFile, "map", "", "map `file` to use in place of Göteborg; a change of it, or SIGHUP, replaces the map")
	flags.Int64Var(&c.mapBytes, "map.bytes", world.DefaultBytes, "how large the map file may be")
	flags.IntVar(&c.hunts, "hunts", 100000, "hunts at one time, at most")
	flags.IntVar(&c.each, "hunts.each", 1000, "hunts of one client at one time, at most; 0: no limit")
	flags.Float64Var(&c.found, "found", 0, "`metres`, or plane units, from which a clue is found; 0: 25 metres, or a 200th of a plane map")
	flags.DurationVar(&c.drain, "drain", 5*time.Second, "how long /readyz answers 503 and all else is served before the server goes down")
	flags.DurationVar(&c.expire, "expire", 2*time.Hour, "how long a hunt lasts without a request")
	flags.StringVar(&c.engine, "engine", "labels", "what answers: labels or search")
	flags.Float64Var(&c.canary, "canary", 0.05, "share of hunts that the other engine answers as well, to be compared")
	flags.Float64Var(&c.rate, "rate", 100, "requests a second of one client, the dear ones counted several times; 0: no limit")
	flags.StringVar(&c.state, "state", "", "`folder` to keep hunts in, so that they outlast the server; without it they end with it")
	flags.Int64Var(&c.garbage, "state.garbage", 16<<20, "`bytes` of the journal that may be out of date before it is written anew")
	flags.IntVar(&c.workers, "workers", runtime.GOMAXPROCS(0), "questions that each engine solves at one time")
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

// check returns what is wrong with the flags, or with the arguments behind them.
func (c config) check(rest []string) error {
	switch {
	case len(rest) > 0:
		return fmt.Errorf("%q: this program takes flags only", rest[0])
	case c.hunts < 1 || c.workers < 1:
		return errors.New("-hunts and -workers must be at least 1")
	case c.mapBytes < 1:
		return errors.New("-map.bytes must be at least 1")
	case c.garbage < 0:
		return errors.New("-state.garbage must not be negative")
	case c.each < 0 || c.drain < 0 || !(c.found >= 0):
		return errors.New("-hunts.each, -drain and -found must not be negative")
	case c.expire < time.Second:
		return errors.New("-expire must be at least a second")
	case !(c.canary >= 0 && c.canary <= 1):
		return errors.New("-canary must be from 0 to 1")
	case !(c.rate >= 0):
		return errors.New("-rate must not be negative")
	case c.engine != engines.Labels.String() && c.engine != engines.Search.String():
		return fmt.Errorf("-engine %q: there are %q", c.engine, engines.Names)
	}
	return nil
}
