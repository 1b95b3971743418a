package main

import (
	"io"
	"math/rand/v2"
	"runtime"
	"time"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/hublabel"
	"github.com/veltrix/cairn/dijkstra/service"
)

// flights returns how many events can be under way: fewer if the run is short. Where that is
// not enough, those that follow wait for a place, and that they do counts as latency.
func (c config) flights() int {
	const most = 4096
	if c.findRate {
		return most
	}
	return int(min(max(c.rate*c.duration.Seconds(), 512), most))
}

// flight is an event from its arrival until it is answered.
type flight struct {
	service.Call
	hunt *hunt
	due  time.Duration // when it should arrive, since the start; untimed: it does not count
	next *flight       // the next event of the hunt, which waits for this one; or the next free flight
}

// untimed is when events arrive whose latency is of no interest.
const untimed = time.Duration(-1)

// load makes events and takes in their answers. All of that is one goroutine, so
// that a hunt belongs to it whenever none of the hunt's events is under way.
type load struct {
	*world
	pool    *arena.Pool
	service *service.Service
	hunts   []hunt
	arrival *rand.Rand // draws when events arrive, and whose
	crowded bool       // the load and the workers have to share processors

	began    time.Time
	done     chan *service.Call
	flightOf map[*service.Call]*flight
	free     *flight
	underWay int

	*tally
	journal *journal
	watch   *watch
	plain   *plain
	ways    dijkstra.QueryStats // of the Solvers, for events of the run
}

// newLoad makes everything that the load needs. It writes its progress to live.
func newLoad(g *csr.CSRGraph, c config, live io.Writer) (*load, error) {
	index, err := hublabel.Build(g, nil)
	if err != nil {
		return nil, err
	}
	return newLoadWith(g, index, c, live)
}

func newLoadWith(g *csr.CSRGraph, index dijkstra.Index, c config, live io.Writer) (*load, error) {
	pool, flights := arena.NewPool(nil), c.flights()
	w, err := newWorld(g, c, pool)
	if err != nil {
		return nil, err
	}
	l := &load{
		world: w, pool: pool, arrival: rand.New(rand.NewPCG(c.seed, 1<<63)), crowded: c.workers >= runtime.GOMAXPROCS(0),
		done: make(chan *service.Call, flights), flightOf: map[*service.Call]*flight{},
		tally: &tally{}, journal: newJournal(c), plain: newPlain(g, c.seed),
	}
	if l.hunts, err = w.populate(); err != nil {
		return nil, err
	}
	for range flights {
		f := &flight{next: l.free}
		f.Done = l.done
		l.free, l.flightOf[&f.Call] = f, f
	}
	l.service, err = service.New(g, index, &service.Options{Workers: c.workers, Queue: flights, Pool: pool})
	runtime.GC() // what making the hunts has left behind
	l.watch = newWatch(c, pool, live)
	return l, err
}

// run has the events of the whole run arrive, and asks a plain search before and after.
func (l *load) run() {
	l.warmUp()
	l.fail(l.plain.ask(l.hunts, l.plainQuestions()))
	ways := l.service.Stats().Queries
	l.watch.begin()
	l.play(l.rate, l.duration)
	l.watch.end(l.now())
	l.ways = waysSince(l.service.Stats().Queries, ways)
	l.fail(l.plain.ask(l.hunts, l.plainQuestions()))
}

// play has events arrive as a Poisson process: the times between two are drawn from
// an exponential distribution, whatever becomes of the events before.
func (l *load) play(rate float64, duration time.Duration) {
	l.began = time.Now()
	for due := l.gap(rate); due < duration; due += l.gap(rate) {
		l.await(due)
		l.arrive(due)
	}
	l.await(duration)
	l.drain()
}

// warmUp has as many events under way at once as there can be, so that there is
// memory for their paths however long the system keeps the load waiting later. The
// plain search gets its memory too.
func (l *load) warmUp() {
	for range 2 * l.flights() {
		l.arrive(untimed)
	}
	l.drain()
	l.held, l.altered, l.ended = 0, 0, 0
	l.fail(l.plain.ask(l.hunts, l.plainQuestions()/4))
	l.plain.reset()
}

// gap draws the time between two events.
func (l *load) gap(rate float64) time.Duration {
	return time.Duration(l.arrival.ExpFloat64() * float64(time.Second) / rate)
}

// now returns the time since the start.
func (l *load) now() time.Duration { return time.Since(l.began) }

// polls is how often the load looks for answers before it lets others run, unless it
// is crowded: then it may be on the processor that a worker needs.
const polls = 2048

// await takes in answers until a time has come. It polls: to wake a goroutine
// takes longer than most answers. Where there is nothing to come for long it
// sleeps.
func (l *load) await(due time.Duration) {
	for i := 1; ; i++ {
		l.collect()
		now := l.now()
		l.watch.look(now, l.tally)
		if now >= due {
			return
		}
		switch left := due - now; {
		case l.underWay == 0 && left > 2*time.Millisecond:
			time.Sleep(min(left, time.Second) - time.Millisecond)
		case l.crowded || i%polls == 0:
			runtime.Gosched()
		}
	}
}

// arrive has an event arrive for a hunt that is drawn. If one of the hunt's is
// under way, it waits for that: a player sends one message after the other.
func (l *load) arrive(due time.Duration) {
	f := l.take()
	f.due, f.hunt = due, &l.hunts[l.arrival.IntN(len(l.hunts))]
	before := f.hunt.last
	f.hunt.last = f
	if before != nil {
		before.next = f
		l.held++
		return
	}
	l.ask(f)
}

// take returns a free flight, for which it may have to wait.
func (l *load) take() *flight {
	for l.free == nil {
		l.collect()
		runtime.Gosched()
	}
	f := l.free
	l.free, f.next = f.next, nil
	l.underWay++
	return f
}

// ask has the event change what it changes, and asks for the way to the clue.
func (l *load) ask(f *flight) {
	h := f.hunt
	changed, err := l.happen(h)
	if changed {
		l.altered++
	}
	f.Request = service.Request{From: h.at, To: h.clues[0], Overlay: h.overlay, WantPath: true}
	if err == nil {
		err = l.service.Go(nil, &f.Call)
	}
	if err != nil {
		f.Answer, f.Err = service.Answer{}, err
		l.settle(f)
	}
}

// collect takes in the answers that are there.
func (l *load) collect() {
	for {
		select {
		case c := <-l.done:
			l.settle(l.flightOf[c])
		default:
			return
		}
	}
}

// settle ends a flight: the player walks on, and the hunt's next event has its
// turn.
func (l *load) settle(f *flight) {
	if f.due != untimed {
		l.tally.record(l.now()-f.due, &f.Call)
		l.journal.observe(f.hunt, &f.Call)
	}
	l.fail(l.proceed(f))
	if f.next != nil {
		l.ask(f.next)
	} else {
		f.hunt.last = nil
	}
	f.hunt, f.next, l.free = nil, l.free, f
	l.underWay--
}

// proceed gives the path back and moves the player, to the next hunt after the
// last clue.
func (l *load) proceed(f *flight) error {
	h := f.hunt
	if f.Err != nil {
		return f.Err
	}
	over := h.walk(f.Path)
	if len(f.Path) > 0 {
		if err := f.Arena.Release(); err != nil {
			return err
		}
	}
	if !over {
		return nil
	}
	l.ended++
	if err := l.end(h); err != nil {
		return err
	}
	return l.begin(h)
}

// drain waits for all answers.
func (l *load) drain() {
	for l.underWay > 0 {
		l.collect()
		runtime.Gosched()
	}
}

// flood has so many events under way that no worker is ever idle, for a second or a
// tenth of the run, if that is shorter. It returns how much of their time the workers
// spend in their Solvers, and how many events a second that makes. It counts no
// latencies. Time that the load takes from a worker is not the worker's: where they
// share a processor, there are events for a few ms, and the load waits its turn.
func (l *load) flood() (busy, capacity float64) {
	before, began, own := l.service.Stats().Solve, time.Now(), time.Duration(0)
	most := l.flights() / 2
	if l.crowded {
		most = 128
	}
	for now, limit := began, began.Add(min(l.duration/10, time.Second)); now.Before(limit); now = time.Now() {
		for l.underWay < most {
			l.arrive(untimed)
		}
		l.collect()
		if l.crowded {
			own += time.Since(now)
			runtime.Gosched()
		}
	}
	after, took := l.service.Stats().Solve, time.Since(began)
	l.drain()
	busy = float64(spent(after)-spent(before)) / (float64(took)*float64(l.workers) - float64(own))
	return busy, float64(after.Count-before.Count) / took.Seconds()
}

// spent returns the sum of all durations.
func spent(l service.Latency) time.Duration { return l.Mean * time.Duration(l.Count) }
