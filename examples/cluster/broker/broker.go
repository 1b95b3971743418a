// Package broker connects to NATS: to the servers of a cluster, or to one in this process that
// nobody else can reach.
//
//	b, err := broker.Open(broker.Options{Dir: "state"})
//	defer b.Close()
//	stream, err := b.JetStream.Stream(ctx, "KV_rollout")
package broker

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Options say where NATS is.
type Options struct {
	URLs string        // of servers, with commas between; empty: one in this process
	Dir  string        // folder of the one in this process
	Sync time.Duration // how long it may take until what is written is on its disk; 0: until then nothing is acknowledged
}

// Broker is a connection to NATS. It is safe for concurrent use.
type Broker struct {
	Conn      *nats.Conn          // that connects again by itself, for ever
	JetStream jetstream.JetStream // on it

	embedded *server.Server // nil: there are others
	doubt    func()
}

// patience is how long a server in this process may take until it serves.
const patience = 30 * time.Second

// A server that does not answer two pings is left for another.
const (
	pingEvery = 2 * time.Second
	redial    = 200 * time.Millisecond
)

// Open connects to NATS. doubt is called, on a goroutine of its own, each time that messages may
// have been missed: when the connection was broken and is there again, and when they came faster
// than they were read; nil: nobody has to know. Close the Broker.
func Open(o Options, doubt func()) (*Broker, error) {
	b := &Broker{doubt: doubt}
	if doubt == nil {
		b.doubt = func() {}
	}
	options := []nats.Option{
		nats.Name("cairn"), nats.MaxReconnects(-1), nats.ReconnectWait(redial), nats.PingInterval(pingEvery), nats.MaxPingsOutstanding(2),
		nats.ReconnectBufSize(-1), // a message that cannot be sent now fails now, and never arrives later
		nats.ReconnectHandler(b.reconnected), nats.ErrorHandler(b.failed),
	}
	if o.URLs == "" {
		if err := b.start(o); err != nil {
			return nil, err
		}
		options = append(options, nats.InProcessServer(b.embedded))
	}
	if err := b.connect(o.URLs, options); err != nil {
		b.Close()
		return nil, err
	}
	return b, nil
}

// start starts a server in this process.
func (b *Broker) start(o Options) (err error) {
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return err
	}
	b.embedded, err = server.NewServer(&server.Options{
		ServerName: "cairn", DontListen: true, NoSigs: true, JetStream: true, StoreDir: o.Dir,
		SyncAlways: o.Sync == 0, SyncInterval: o.Sync,
	})
	if err != nil {
		return err
	}
	b.embedded.Start()
	if !b.embedded.ReadyForConnections(patience) {
		b.Close()
		return fmt.Errorf("the NATS server in this process, in %s, does not serve after %v", o.Dir, patience)
	}
	return nil
}

func (b *Broker) connect(urls string, options []nats.Option) (err error) {
	if b.Conn, err = nats.Connect(urls, options...); err != nil {
		return fmt.Errorf("NATS at %s: %w", redacted(urls), err)
	}
	b.JetStream, err = jetstream.New(b.Conn)
	return err
}

// redacted returns URLs without their passwords.
func redacted(urls string) string {
	list := strings.Split(urls, ",")
	for i, text := range list {
		if u, err := url.Parse(strings.TrimSpace(text)); err == nil {
			list[i] = u.Redacted()
		} else {
			list[i] = "?"
		}
	}
	return strings.Join(list, ",")
}

// Where says which NATS server this is connected to, without a password.
func (b *Broker) Where() string {
	if b.embedded != nil {
		return "in this process"
	}
	return b.Conn.ConnectedUrlRedacted()
}

func (b *Broker) reconnected(c *nats.Conn) {
	slog.Warn("NATS is there again", "server", c.ConnectedUrlRedacted())
	go b.doubt()
}

func (b *Broker) failed(_ *nats.Conn, _ *nats.Subscription, err error) {
	slog.Warn("NATS", "error", err)
	if errors.Is(err, nats.ErrSlowConsumer) {
		go b.doubt()
	}
}

// Close ends the connection, and the server in this process. Its folder keeps all that it
// has acknowledged.
func (b *Broker) Close() {
	if b.Conn != nil {
		b.Conn.Close()
	}
	if b.embedded != nil {
		b.embedded.Shutdown()
		b.embedded.WaitForShutdown()
	}
}
