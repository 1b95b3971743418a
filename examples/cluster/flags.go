package main

import (
	"cmp"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"runtime"
	"time"

	"github.com/veltrix/cairn/examples/cluster/broker"
	"github.com/veltrix/cairn/examples/eventserver/api"
	"github.com/veltrix/cairn/examples/eventserver/proxies"
)

// config is what the flags say.
type config struct {
	addr, admin string
	name        string // of this server
	nats        broker.Options
	replicas    int // of what is kept, on as many NATS servers
	buckets     int
	fresh       time.Duration // for which a copy is read without asking
	mapFile     string
	publish     string // map to hand out, in place of serving
	hosts       string
	proxies     proxies.Trusted
	origins     api.Origins
	hunts, each int
	drain       time.Duration
	expire      time.Duration
	rate        float64
	workers     int
}

// parse reads the flags. Help goes to help, and the error is flag.ErrHelp then.
func parse(args []string, help io.Writer) (c config, err error) {
	flags := flag.NewFlagSet("cluster", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&c.addr, "addr", "127.0.0.1:8080", "`address` to serve players on")
	flags.StringVar(&c.admin, "admin", "", "`address` to serve organisers on, if any; their token is CAIRN_ADMIN_TOKEN, or is made and printed")
	flags.StringVar(&c.name, "name", rand.Text()[:8], "name of this server, that no other has")
	flags.StringVar(&c.nats.URLs, "nats", "", "`URLs` of NATS servers, with commas between; without it NATS runs in this process")
	flags.StringVar(&c.nats.Dir, "state", "", "`folder` of NATS in this process; without it hunts end with the server")
	flags.DurationVar(&c.nats.Sync, "sync", 0, "how long NATS in this process may take until a change is on its disk; 0: until then it is not acknowledged")
	flags.IntVar(&c.replicas, "replicas", 0, "NATS servers that have each hunt: 1, 3 or 5; 0: 3, or the one in this process")
	flags.IntVar(&c.buckets, "buckets", 16, "into which hunts are divided; the same for all servers, and for ever")
	flags.DurationVar(&c.fresh, "fresh", time.Second, "how long a hunt is read without asking NATS whether another server has changed it")
	flags.StringVar(&c.mapFile, "map", "", "map `file` to begin with in place of Göteborg, if the cluster has none yet")
	flags.StringVar(&c.publish, "publish", "", "map `file` that all servers are to use: returns once they do, and does not serve")
	flags.StringVar(&c.hosts, "hosts", "", "`names` that requests may be for beside localhost, such as hunt.example.org, with commas between")
	flags.Var(&c.proxies, "trusted-proxy", "`CIDR` of proxies that say in X-Forwarded-For or Forwarded who the client is; may be repeated")
	flags.Var(&c.origins, "cors", "`origin`, such as https://hunt.example.org, whose pages may use the API; may be repeated")
	flags.IntVar(&c.hunts, "hunts", 100000, "hunts at one time that this server has copies of, at most")
	flags.IntVar(&c.each, "hunts.each", 1000, "of one client, at most; 0: no limit")
	flags.DurationVar(&c.drain, "drain", 5*time.Second, "how long load balancers are told to send players elsewhere before the server goes down")
	flags.DurationVar(&c.expire, "expire", 2*time.Hour, "how long a hunt lasts without a request")
	flags.Float64Var(&c.rate, "rate", 100, "requests a second of one client, the dear ones counted several times; 0: no limit")
	flags.IntVar(&c.workers, "workers", runtime.GOMAXPROCS(0), "questions that each engine solves at one time")
	err = flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		flags.SetOutput(help)
		flags.PrintDefaults()
	}
	if err != nil {
		return c, err
	}
	c.replicas = cmp.Or(c.replicas, c.servers())
	return c, c.check(flags.Args())
}

// servers returns how many NATS servers there are unless told: a cluster has three.
func (c config) servers() int {
	if c.nats.URLs == "" {
		return 1
	}
	return 3
}

// check returns what is wrong with the flags, or with the arguments behind them.
func (c config) check(rest []string) error {
	switch {
	case len(rest) > 0:
		return fmt.Errorf("%q: this program takes flags only", rest[0])
	case c.hunts < 1 || c.workers < 1:
		return errors.New("-hunts and -workers must be at least 1")
	case c.buckets < 1 || c.buckets > 64:
		return errors.New("-buckets must be from 1 to 64")
	case c.replicas < 1 || c.replicas > 5 || c.replicas%2 == 0:
		return errors.New("-replicas must be 1, 3 or 5")
	case c.replicas > 1 && c.nats.URLs == "":
		return errors.New("-replicas needs as many NATS servers: see -nats")
	case c.publish != "" && c.nats.URLs == "":
		return errors.New("-publish needs a cluster: see -nats")
	case c.each < 0 || c.drain < 0 || c.fresh < 0 || c.nats.Sync < 0:
		return errors.New("-hunts.each, -drain, -fresh and -sync must not be negative")
	case c.expire < time.Second:
		return errors.New("-expire must be at least a second")
	case !(c.rate >= 0):
		return errors.New("-rate must not be negative")
	}
	return nil
}
