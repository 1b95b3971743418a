package api

import (
	"cmp"
	"net/http"
	rt "runtime"
	"runtime/debug"
	"runtime/metrics"
	"strconv"

	"github.com/veltrix/cairn/dijkstra/service"
	"github.com/veltrix/cairn/examples/eventserver/engines"
	"github.com/veltrix/cairn/examples/eventserver/exposition"
)

// serveMetrics answers with all there is to watch, for Prometheus. Everything but
// the state of the process begins with eventserver_.
func (s *Server) serveMetrics(w http.ResponseWriter, _ *http.Request) {
	var e exposition.Page
	exposeBuild(&e)
	s.exposeHunts(&e)
	s.exposeEngines(&e)
	s.exposeTimes(&e)
	s.exposeRequests(&e)
	s.exposeMemory(&e)
	s.exposeJournal(&e)
	w.Header().Set("Content-Type", exposition.ContentType)
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(e.Text()) // a client that is gone does not matter here
}

// exposeBuild writes which program this is.
func exposeBuild(e *exposition.Page) {
	version, revision := "unknown", "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				revision = setting.Value
			}
		}
	}
	e.Gauge("eventserver_build_info", "The program; the value means nothing.", 1, "version", version, "revision", revision, "go", rt.Version())
}

// exposeHunts writes the map, and how many hunts are on it.
func (s *Server) exposeHunts(e *exposition.Page) {
	world := s.game.World()
	e.Gauge("eventserver_map_info", "The version of the map; the value means nothing.", 1, "name", world.Drawing.Name, "hash", world.Hash)
	e.Gauge("eventserver_hunts", "Hunts now.", float64(s.game.Count()))
	e.Gauge("eventserver_hunts_limit", "Hunts that there may be.", float64(s.game.Limit()))
	e.Gauge("eventserver_bots", "Hunts that the server walks itself.", float64(s.bots.Count()))
	e.Gauge("eventserver_streams", "Streams of events that are open.", float64(s.streams.Load()))
}

// exposeEngines writes the work of each engine, and whether they agree.
func (s *Server) exposeEngines(e *exposition.Page) {
	both := s.game.Engines()
	var stats [len(engines.Names)]service.Stats
	e.Family("gauge", "eventserver_engine_active", "1 for the engine that answers, 0 for the other.")
	for i, service := range both.Services() {
		stats[i] = service.Stats()
		active := 0.0
		if both.Current() == i {
			active = 1
		}
		e.Sample("eventserver_engine_active", active, "engine", i.String())
	}
	e.Family("gauge", "eventserver_questions_waiting", "Questions for a path that wait for their turn.")
	for i, name := range engines.Names {
		e.Sample("eventserver_questions_waiting", float64(stats[i].Waiting), "engine", name)
	}
	e.Family("counter", "eventserver_questions_total", "Questions for a path, by what has come of them; shed and late ones were refused.")
	for i, name := range engines.Names {
		exposeOutcomes(e, name, &stats[i])
	}
	checked, mismatches := both.Compared()
	e.Gauge("eventserver_canary_share", "Share of hunts that both engines answer.", both.Canary())
	e.Counter("eventserver_canary_checks_total", "Answers of both engines that were compared.", float64(checked))
	e.Counter("eventserver_canary_mismatches_total", "Answers that were not the same.", float64(mismatches))
}

// exposeOutcomes writes how many questions to one engine had each outcome.
func exposeOutcomes(e *exposition.Page, engine string, stats *service.Stats) {
	for _, of := range []struct {
		outcome string
		n       uint64
	}{
		{"answered", stats.Answered}, {"failed", stats.Failed}, {"cancelled", stats.Cancelled},
		{"late", stats.Late}, {"shed", stats.Shed}, {"panicked", stats.Panics},
	} {
		e.Sample("eventserver_questions_total", float64(of.n), "engine", engine, "outcome", of.outcome)
	}
}

// exposeTimes writes how long questions have taken.
func (s *Server) exposeTimes(e *exposition.Page) {
	var waiting, solving [len(engines.Names)]service.Histogram
	for i, service := range s.game.Engines().Services() {
		service.MergeInto(&waiting[i], &solving[i])
	}
	e.Family("histogram", "eventserver_waiting_seconds", "From when a question came until its turn.")
	for i, name := range engines.Names {
		e.Histogram("eventserver_waiting_seconds", &waiting[i], "engine", name)
	}
	e.Family("histogram", "eventserver_solving_seconds", "From then until it was answered.")
	for i, name := range engines.Names {
		e.Histogram("eventserver_solving_seconds", &solving[i], "engine", name)
	}
}

// exposeRequests writes how many requests to each route had each status. The request that
// is being answered is not among them.
func (s *Server) exposeRequests(e *exposition.Page) {
	e.Family("counter", "eventserver_requests_total", "Requests that were answered, by the pattern of the route and the status.")
	for o, n := range s.requests.all() {
		e.Sample("eventserver_requests_total", float64(n), "route", cmp.Or(o.route, "none"), "status", strconv.Itoa(o.status))
	}
}

// exposeMemory writes the memory of the process, by the names that other Go programs use.
func (s *Server) exposeMemory(e *exposition.Page) {
	arenas := s.game.Memory()
	e.Gauge("eventserver_arena_reserved_bytes", "Memory of arenas, in use or not.", float64(arenas.Reserved))
	e.Gauge("eventserver_arena_in_use_bytes", "Memory of arenas that are taken.", float64(arenas.InUse))
	e.Gauge("eventserver_arenas", "Arenas that are taken.", float64(arenas.Active))
	if resident := residentBytes(); resident > 0 {
		e.Gauge("process_resident_memory_bytes", "Memory of the process.", float64(resident))
	}
	heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(heap)
	e.Gauge("go_memstats_heap_alloc_bytes", "Memory of objects on the Go heap.", float64(heap[0].Value.Uint64()))
	e.Gauge("go_goroutines", "Goroutines.", float64(rt.NumGoroutine()))
}

// exposeJournal writes what keeps the hunts, if anything does.
func (s *Server) exposeJournal(e *exposition.Page) {
	if s.options.Journal == nil {
		return
	}
	j := s.options.Journal.Stats()
	e.Gauge("eventserver_journal_bytes", "Size of the journal.", float64(j.Bytes))
	e.Gauge("eventserver_journal_live_bytes", "What counts of that.", float64(j.Live))
	e.Gauge("eventserver_journal_hunts", "Hunts in the journal.", float64(j.Keys))
	e.Family("counter", "eventserver_journal_commits_total", "Groups of changes, by whether they last; of those that do not, clients were told.")
	e.Sample("eventserver_journal_commits_total", float64(j.Commits), "outcome", "lasts")
	e.Sample("eventserver_journal_commits_total", float64(j.Failed), "outcome", "failed")
	e.Counter("eventserver_journal_compactions_total", "Times that the journal was compacted.", float64(j.Compactions))
}
