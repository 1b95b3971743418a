//go:build unix

package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/examples/cluster/deploy"
	"github.com/veltrix/cairn/testdata"
)

// fleet is all servers.
type fleet struct {
	dir       string
	temporary bool
	nats      [3]*process
	servers   [3]*process
	proxy     *process
	urls      string    // of NATS
	at        [3]string // addresses of the event servers
	address   string    // of HAProxy
	maps      []string  // files to hand out, in turns
}

// newFleet builds the programs and lays out who listens where. Close it.
func newFleet(ctx context.Context, dir string) (f *fleet, err error) {
	f = &fleet{dir: dir, temporary: dir == ""}
	if f.temporary {
		f.dir, err = os.MkdirTemp("", "chaos")
	} else {
		err = os.MkdirAll(dir, 0o700)
	}
	if err == nil {
		err = f.layOut(ctx)
	}
	if err != nil {
		f.close()
		return nil, err
	}
	return f, nil
}

func (f *fleet) layOut(ctx context.Context) error {
	server, err := build(ctx, f.file("cluster"), "github.com/veltrix/cairn/examples/cluster")
	if err != nil {
		return err
	}
	nats, err := build(ctx, f.file("nats-server"), "github.com/nats-io/nats-server/v2")
	if err != nil {
		return err
	}
	if err := f.writeFiles(); err != nil {
		return err
	}
	at, err := ports(10)
	if err != nil {
		return err
	}
	f.layOutNATS(nats, at[:3], at[3:6])
	f.address = at[9]
	env := []string{"LISTEN=" + f.address}
	for i, name := range []string{"a", "b", "c"} {
		f.at[i] = at[6+i]
		env = append(env, fmt.Sprintf("SERVER_%s=%s", strings.ToUpper(name), f.at[i]))
		f.servers[i] = &process{name: "event server " + name, log: f.file(name + ".log"), args: []string{server,
			"-name", name, "-addr", f.at[i], "-nats", f.urls, "-trusted-proxy", "127.0.0.1", "-rate", "0", "-hunts.each", "0", "-drain", "3s"}}
	}
	f.proxy = &process{name: "HAProxy", log: f.file("haproxy.log"), env: env, args: []string{"haproxy", "-db", "-f", f.file("haproxy.cfg")}}
	return nil
}

// layOutNATS lays out the NATS servers, which clients and each other find at addresses.
func (f *fleet) layOutNATS(program string, clients, routes []string) {
	f.urls = "nats://" + strings.Join(clients, ",nats://")
	for i := range f.nats {
		name := fmt.Sprintf("nats-%d", i+1)
		f.nats[i] = &process{name: name, log: f.file(name + ".log"), args: []string{program,
			"-c", f.file("nats.conf"), "-n", name, "-sd", f.file(name), "-a", "127.0.0.1", "-p", port(clients[i]),
			"--cluster", "nats://" + routes[i], "--routes", "nats://" + strings.Join(routes, ",nats://")}}
	}
}

func port(address string) string { return address[strings.LastIndex(address, ":")+1:] }

func (f *fleet) file(name string) string { return filepath.Join(f.dir, name) }

// writeFiles writes the configurations, and two maps: that of Göteborg, and one on which a
// crossing takes longer.
func (f *fleet) writeFiles() error {
	longer, err := changed(testdata.GoteborgStreets())
	if err != nil {
		return err
	}
	var errs []error
	for name, content := range map[string][]byte{
		"haproxy.cfg": []byte(deploy.HAProxy), "nats.conf": []byte(deploy.NATS), "longer.csr": longer, "goteborg.csr": testdata.GoteborgStreets(),
	} {
		errs = append(errs, os.WriteFile(f.file(name), content, 0o600))
	}
	f.maps = []string{f.file("longer.csr"), f.file("goteborg.csr")}
	return errors.Join(errs...)
}

// changed returns a map on which one crossing takes longer.
func changed(file []byte) ([]byte, error) {
	g, err := csr.FromBytes(file)
	if err != nil {
		return nil, err
	}
	o := csr.NewOverlay(g)
	if err := o.SetNode(0, g.NodeWeight(0)+1); err != nil {
		return nil, err
	}
	other, err := g.Under(o)
	if err != nil {
		return nil, err
	}
	return other.Bytes(), nil
}

// start starts all, and waits until players can be served.
func (f *fleet) start(ctx context.Context) error {
	for _, p := range f.nats {
		if err := p.start(); err != nil {
			return err
		}
	}
	if err := eventually(ctx, "NATS", f.clustered); err != nil {
		return err
	}
	for i, p := range f.servers {
		if err := p.start(); err != nil {
			return err
		}
		if err := f.awaitServer(ctx, i); err != nil {
			return err
		}
	}
	if err := f.proxy.start(); err != nil {
		return err
	}
	return eventually(ctx, "HAProxy", func() error { return answers(f.address + "/readyz") })
}

// clustered tells whether the NATS servers have agreed on who leads them.
func (f *fleet) clustered() error {
	c, err := nats.Connect(f.urls)
	if err != nil {
		return err
	}
	defer c.Close()
	js, err := c.JetStream(nats.MaxWait(time.Second))
	if err == nil {
		_, err = js.AccountInfo()
	}
	return err
}

// awaitServer waits until an event server serves.
func (f *fleet) awaitServer(ctx context.Context, i int) error {
	err := eventually(ctx, f.servers[i].name, func() error { return answers(f.at[i] + "/serving") })
	if err != nil {
		return fmt.Errorf("%w; its log ends with:\n%s", err, f.servers[i].logEnd())
	}
	return nil
}

// answers tells whether something at an address answers 200.
func answers(address string) error {
	r, err := (&http.Client{Timeout: time.Second}).Get("http://" + address)
	if err != nil {
		return err
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", r.StatusCode)
	}
	return nil
}

// close ends all.
func (f *fleet) close() {
	for _, p := range append(append(f.servers[:], f.nats[:]...), f.proxy) {
		if p != nil {
			p.close()
		}
	}
	if f.temporary {
		_ = os.RemoveAll(f.dir) // nobody needs it any more
	}
}
