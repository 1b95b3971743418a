package osmfiletest

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"slices"
)

// Options say how PBF is written.
type Options struct {
	// Plain gives every node a message of its own.
	Plain bool
	// Raw leaves out compression.
	Raw bool
	// Unpacked writes repeated numbers one field each.
	Unpacked bool
	// Granularity is the unit of coordinates in billionths of a degree; 0 is 100. It
	// divides 100.
	Granularity int64
	// Origin is added to coordinates, in billionths of a degree.
	Origin int64
	// BlockObjects is how many objects a block has at most; 0 is 8000.
	BlockObjects int
	// Backwards puts relations before ways and those before nodes.
	Backwards bool
	// Locations writes positions of nodes with the ways.
	Locations bool
	// Features are required besides OsmSchema-V0.6 and DenseNodes.
	Features []string
}

// message is the encoding of a message.
type message []byte

func (m *message) number(field int, value uint64) {
	*m = binary.AppendUvarint(*m, uint64(field)<<3)
	*m = binary.AppendUvarint(*m, value)
}

func (m *message) bytes(field int, value []byte) {
	*m = binary.AppendUvarint(*m, uint64(field)<<3|2)
	*m = binary.AppendUvarint(*m, uint64(len(value)))
	*m = append(*m, value...)
}

// list writes repeated numbers.
func (m *message) list(field int, values []uint64, o *Options) {
	if o.Unpacked {
		for _, v := range values {
			m.number(field, v)
		}
		return
	}
	var packed []byte
	for _, v := range values {
		packed = binary.AppendUvarint(packed, v)
	}
	m.bytes(field, packed)
}

func zigzag(x int64) uint64 {
	if x < 0 {
		return uint64(-x)*2 - 1
	}
	return uint64(x) * 2
}

// deltas are the differences of numbers.
func deltas(values []int64) (d []uint64) {
	before := int64(0)
	for _, v := range values {
		d = append(d, zigzag(v-before))
		before = v
	}
	return d
}

// PBF returns the data as .osm.pbf.
func (d *Data) PBF(o Options) []byte {
	var file bytes.Buffer
	var header message
	for _, feature := range append([]string{"OsmSchema-V0.6", "DenseNodes"}, o.Features...) {
		header.bytes(4, []byte(feature))
	}
	header.bytes(16, []byte("test"))
	file.Write(Block("OSMHeader", header, o.Raw))
	for _, b := range d.blocks(&o) {
		file.Write(Block("OSMData", b, o.Raw))
	}
	return file.Bytes()
}

// Block returns a block of a file.
func Block(kind string, payload []byte, raw bool) []byte {
	var blob message
	if raw {
		blob.bytes(1, payload)
	} else {
		var packed bytes.Buffer
		w := zlib.NewWriter(&packed)
		w.Write(payload)
		w.Close()
		blob.number(2, uint64(len(payload)))
		blob.bytes(3, packed.Bytes())
	}
	return Frame(kind, blob)
}

// Frame returns a block with any message.
func Frame(kind string, blob []byte) []byte {
	var header message
	header.bytes(1, []byte(kind))
	header.number(3, uint64(len(blob)))
	framed := binary.BigEndian.AppendUint32(nil, uint32(len(header)))
	return append(append(framed, header...), blob...)
}

// blocks returns the payloads of the blocks.
func (d *Data) blocks(o *Options) (blocks [][]byte) {
	size := o.BlockObjects
	if size == 0 {
		size = 8000
	}
	for part := range slices.Chunk(d.Nodes, size) {
		blocks = append(blocks, o.block(func(b *block) { b.nodes(part) }))
	}
	at := map[int64]Node{}
	for _, n := range d.Nodes {
		at[n.ID] = n
	}
	for part := range slices.Chunk(d.Ways, size) {
		blocks = append(blocks, o.block(func(b *block) { b.ways(part, at) }))
	}
	for part := range slices.Chunk(d.Relations, size) {
		blocks = append(blocks, o.block(func(b *block) { b.relations(part) }))
	}
	if o.Backwards {
		slices.Reverse(blocks)
	}
	return blocks
}

// block is a block on its way.
type block struct {
	*Options
	group   message
	strings []string
}

// block returns the payload that fill makes.
func (o *Options) block(fill func(*block)) []byte {
	b := &block{Options: o, strings: []string{""}}
	fill(b)
	var table, m message
	for _, s := range b.strings {
		table.bytes(1, []byte(s))
	}
	m.bytes(1, table)
	m.bytes(2, b.group)
	if o.Granularity != 0 {
		m.number(17, uint64(o.Granularity))
	}
	m.number(19, uint64(o.Origin))
	m.number(20, uint64(o.Origin))
	return m
}

// text returns the number of a text.
func (b *block) text(s string) uint64 {
	i := slices.Index(b.strings[1:], s) + 1
	if i == 0 {
		i = len(b.strings)
		b.strings = append(b.strings, s)
	}
	return uint64(i)
}

// tags writes the tags of an object.
func (b *block) tags(m *message, tags []string) {
	var keys, values []uint64
	for i := 0; i < len(tags); i += 2 {
		keys, values = append(keys, b.text(tags[i])), append(values, b.text(tags[i+1]))
	}
	if len(keys) > 0 {
		m.list(2, keys, b.Options)
		m.list(3, values, b.Options)
	}
}

// coordinate returns a coordinate in the block's unit.
func (b *block) coordinate(x int64) int64 {
	unit := b.Granularity
	if unit == 0 {
		unit = 100
	}
	return (x*100 - b.Origin) / unit
}

func (b *block) nodes(nodes []Node) {
	if !b.Plain {
		b.dense(nodes)
		return
	}
	for _, n := range nodes {
		var m message
		m.number(1, zigzag(n.ID))
		b.tags(&m, n.Tags)
		m.number(8, zigzag(b.coordinate(n.Lat)))
		m.number(9, zigzag(b.coordinate(n.Lon)))
		b.group.bytes(1, m)
	}
}

func (b *block) dense(nodes []Node) {
	var ids, lats, lons []int64
	var tags []uint64
	tagged := false
	for _, n := range nodes {
		ids, lats, lons = append(ids, n.ID), append(lats, b.coordinate(n.Lat)), append(lons, b.coordinate(n.Lon))
		for _, s := range n.Tags {
			tags, tagged = append(tags, b.text(s)), true
		}
		tags = append(tags, 0)
	}
	var m message
	m.list(1, deltas(ids), b.Options)
	m.list(8, deltas(lats), b.Options)
	m.list(9, deltas(lons), b.Options)
	if tagged {
		m.list(10, tags, b.Options)
	}
	b.group.bytes(2, m)
}

func (b *block) ways(ways []Way, at map[int64]Node) {
	for _, w := range ways {
		var m message
		m.number(1, uint64(w.ID))
		b.tags(&m, w.Tags)
		m.list(8, deltas(w.Refs), b.Options)
		if b.Locations {
			var lats, lons []int64
			for _, ref := range w.Refs {
				lats, lons = append(lats, b.coordinate(at[ref].Lat)), append(lons, b.coordinate(at[ref].Lon))
			}
			m.list(9, deltas(lats), b.Options)
			m.list(10, deltas(lons), b.Options)
		}
		b.group.bytes(3, m)
	}
}

func (b *block) relations(relations []Relation) {
	for _, r := range relations {
		var m message
		m.number(1, uint64(r.ID))
		b.tags(&m, r.Tags)
		var roles, kinds []uint64
		var ids []int64
		for _, member := range r.Members {
			roles, kinds, ids = append(roles, b.text(member.Role)), append(kinds, uint64(member.Kind)), append(ids, member.ID)
		}
		m.list(8, roles, b.Options)
		m.list(9, deltas(ids), b.Options)
		m.list(10, kinds, b.Options)
		b.group.bytes(4, m)
	}
}
