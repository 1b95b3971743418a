package osm

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"sync"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/osmfile"
)

// ReadFile reads a file: see Read.
func ReadFile(ctx context.Context, name string, opts *Options) (*csr.Builder, Stats, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, Stats{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, Stats{}, err
	}
	return Read(ctx, f, info.Size(), opts)
}

// Read reads a file of so many bytes: .osm.pbf or .osm, as its content tells, compressed as
// a whole by gzip or bzip2 or not. It returns a Builder that holds the map, to add to or to
// Build, and counts of what was read and left out. With an error, the counts are of what
// was read before it. The error is an *Error, which names the place, that of the context,
// or wraps ErrOption or ErrNoStreet.
//
// Read uses all processors, and reads at several places at the same time. The same file
// gives the same map on any number of processors. On two, an extract of 8 MB takes 0.4 s. It
// does not keep r.
func Read(ctx context.Context, r io.ReaderAt, size int64, opts *Options) (*csr.Builder, Stats, error) {
	o, err := opts.checked(size)
	if err != nil {
		return nil, Stats{}, err
	}
	file, err := osmfile.Open(r, size)
	if err != nil {
		return nil, Stats{}, public(err)
	}
	d := &reader{opts: o, file: file, size: size}
	sorted, err := file.Presume()
	if err == nil {
		err = d.passes(ctx, sorted)
	}
	if errors.Is(err, osmfile.ErrUnsorted) {
		err = d.passes(ctx, false)
	}
	if err != nil {
		return nil, d.stats, public(err)
	}
	b, err := d.build()
	return b, d.stats, err
}

// reader goes through a file.
type reader struct {
	opts  Options
	file  *osmfile.File
	size  int64
	stats Stats
	parts []*lines // of the pass at hand
	kept  int      // what counts towards Options.MaxNodes
	lines
	places *places
	spare  sync.Pool // of lists of nodes that were found
}

// passes reads the file: its ways and relations, then the nodes.
func (r *reader) passes(ctx context.Context, sorted bool) error {
	r.stats, r.lines, r.kept, r.parts = Stats{}, lines{}, 0, nil
	read := r.readWays
	if sorted {
		read = r.readSorted
	}
	if err := read(ctx); err != nil {
		return err
	}
	r.places = newPlaces(&r.lines)
	return r.scan(ctx, "nodes", osmfile.Nodes, r.nodePart)
}

// readWays reads ways and relations, and then the outlines of squares.
func (r *reader) readWays(ctx context.Context) error {
	err := r.scan(ctx, "ways", osmfile.Ways|osmfile.Relations, func() osmfile.Visitor { return &wayPart{part: part{reader: r}} })
	r.gather()
	if err != nil {
		return err
	}
	return r.readOutlines(ctx)
}

// readSorted does the same for a file whose relations can be read before the ways, so that
// the ways that are outlines are known.
func (r *reader) readSorted(ctx context.Context) error {
	err := r.scan(ctx, "relations", osmfile.Relations, func() osmfile.Visitor { return &wayPart{part: part{reader: r}} })
	r.gather()
	if err != nil {
		return err
	}
	wanted := r.wanted()
	err = r.scan(ctx, "ways", osmfile.Ways, func() osmfile.Visitor { return &wayPart{part: part{reader: r}, wanted: wanted} })
	r.gather()
	return err
}

// gather joins what the parts of a pass have kept, ways in the order of their numbers.
func (r *reader) gather() {
	r.lines.join(r.parts)
	r.stats.Duplicates += r.lines.sort()
	r.parts = nil
}

// scan goes through some kinds of objects.
func (r *reader) scan(ctx context.Context, pass string, kinds osmfile.Kinds, begin func() osmfile.Visitor) error {
	return r.file.Scan(ctx, kinds, begin, func(done int64) { r.opts.Progress(pass, done, r.size) })
}

// build returns a Builder that holds the map.
func (r *reader) build() (*csr.Builder, error) {
	n, err := r.addStreets()
	if err != nil {
		return nil, err
	}
	if err := n.finish(); err != nil {
		return nil, err
	}
	if r.opts.Turns != nil {
		return n.turnBuilder()
	}
	return n.builder(), nil
}

// stopped returns a function that tells whether a barrier stands at a node.
func (n *network) stopped() func(v csr.Node) bool {
	stops := make([]bool, len(n.places.ids))
	for at := range n.places.stops {
		stops[at] = true
	}
	return func(v csr.Node) bool { return stops[n.Places[v].Key] }
}

// builder returns a Builder that holds the map of nodes.
func (n *network) builder() *csr.Builder {
	b := csr.NewBuilder(len(n.Places))
	b.SetMaxBytes(math.MaxInt64) // Options.MaxNodes is the limit
	b.SetMeta(n.opts.meta())
	for v, p := range n.Places {
		b.SetPoint(csr.Node(v), p.X, p.Y)
	}
	streets := n.addNames(b)
	b.Grow(n.stats.Arcs)
	for i := range n.Steps {
		s := &n.Steps[i]
		if s.Forward {
			b.AddStreetArc(s.From, s.To, s.Weight, streets[s.Street])
		}
		if s.Backward {
			b.AddStreetArc(s.To, s.From, s.Back, streets[s.Street])
		}
	}
	if n.opts.Origin != nil {
		*n.opts.Origin = n.origin(len(n.Places), func(v csr.Node) csr.Node { return v })
	}
	return b
}

// idOf returns the number of a node in the file.
func (n *network) idOf(v csr.Node) int64 { return n.places.ids[n.Places[v].Key] }

// addNames adds what the graph keeps of each way, and returns its numbers.
func (r *reader) addNames(b *csr.Builder) []csr.StreetID {
	ids := make([]csr.StreetID, len(r.ways))
	if r.opts.NoStreets {
		return ids
	}
	for i := range r.ways {
		w := &r.ways[i]
		ids[i] = b.AddStreet(csr.Street{Name: w.name, Class: w.class, Way: w.id, Flags: w.flags})
	}
	return ids
}

// finish completes the network when all ways are in it.
func (n *network) finish() (err error) {
	if err := n.crossSquares(); err != nil {
		return err
	}
	n.numbers = nil // no longer needed
	if n.opts.Tolerance > 0 {
		n.stats.Joined, err = n.JoinEnds(n.opts.Tolerance, nil)
		if err != nil {
			return fmt.Errorf("osm: %w: %w of %v m", ErrLimit, err, n.opts.Tolerance)
		}
	}
	if len(n.places.stops) > 0 {
		n.stats.Barriers = n.CloseBarriers(n.stopped())
	}
	n.stats.Nodes, n.stats.Arcs = len(n.Places), n.Network.Arcs()
	if len(n.Steps) > 0 {
		return nil
	}
	text := n.stats.String()
	if len(n.stats.Unread) > 0 {
		text += "; tags not understood: " + n.stats.Unread.String()
	}
	return fmt.Errorf("osm: %w: %s", ErrNoStreet, text)
}
