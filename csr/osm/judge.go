package osm

import (
	"strings"

	"github.com/veltrix/cairn/csr/profile"
	"github.com/veltrix/cairn/internal/osmfile"
)

// part is what the visitor of a part of the file has for itself.
type part struct {
	*reader
	stats  Stats
	unread []string     // tags that the profile does not understand
	tags   profile.Tags // of the object at hand
	key    []byte       // those of the object at hand that matter, as a key of judged
	judged map[string]*judgement
	names  map[string]string // each once
}

// judgement is what the profile says of a street.
type judgement struct {
	profile.Access
	pace   pace
	flags  uint16 // the host's
	unread []string
}

// pace is how long a street takes along it and against it.
type pace struct {
	along, against float64 // seconds for each metre, or for the whole street
	whole          bool
}

// end adds the counts to the rest.
func (p *part) end() { p.reader.stats.add(&p.stats, p.unread) }

// lower returns tags for a profile: in lower case, and valid until the next call.
func (p *part) lower(tags osmfile.Tags) profile.Tags {
	if p.tags == nil {
		p.tags = profile.Tags{}
	}
	clear(p.tags)
	for _, tag := range tags {
		p.tags[tag.Key] = strings.ToLower(tag.Value)
	}
	return p.tags
}

// candidate tells whether a way may be a street: one with a kind of street, or any with
// tags if functions of the host decide.
func (r *reader) candidate(tags osmfile.Tags) bool {
	if r.opts.Profile.Custom() {
		return len(tags) > 0
	}
	for _, tag := range tags {
		switch tag.Key {
		case "highway":
			return true
		case "route":
			if strings.Contains(tag.Value, "ferry") {
				return true
			}
		case "man_made":
			if tag.Value == "pier" {
				return true
			}
		case "railway", "public_transport":
			if tag.Value == "platform" {
				return true
			}
		}
	}
	return false
}

// open returns what the tags of a street say, and whether it is open.
func (p *part) open(tags osmfile.Tags) (s street, open bool) {
	s.judgement = p.judge(tags)
	p.unread = append(p.unread, s.judgement.unread...)
	if !s.Open() {
		return s, false
	}
	if !p.opts.NoStreets {
		s.name, s.class = p.first(tags, "name", "ref"), p.first(tags, "highway", "route", "man_made", "railway", "public_transport")
	}
	return s, true
}

// judge asks the profile about a street. If only the table of the profile counts, it is
// asked once for each combination of the tags that the table reads: there are a few hundred.
func (p *part) judge(tags osmfile.Tags) *judgement {
	if p.opts.SecondsPerUnit > 0 || p.opts.Profile.Custom() || p.opts.Flags != nil {
		return p.ask(tags)
	}
	p.key = p.key[:0]
	for _, tag := range tags {
		if p.opts.Profile.Reads(strings.ToLower(tag.Key)) {
			p.key = append(append(append(append(p.key, tag.Key...), 0), tag.Value...), 0)
		}
	}
	if j, ok := p.judged[string(p.key)]; ok {
		return j
	}
	j := p.ask(tags)
	if len(p.judged) < maxJudged {
		if p.judged == nil {
			p.judged = map[string]*judgement{}
		}
		p.judged[string(p.key)] = j
	}
	return j
}

// maxJudged is how many judgements are kept for a part of the file.
const maxJudged = 1 << 12

// ask asks the profile about a street.
func (p *part) ask(tags osmfile.Tags) *judgement {
	t := p.lower(tags)
	j := &judgement{Access: p.opts.Profile.Street(t), unread: p.opts.Profile.Unread(t)}
	if p.opts.SecondsPerUnit > 0 && j.Open() {
		j.pace = paceOf(p.opts.Profile, t)
	}
	if p.opts.Flags != nil && j.Open() {
		j.flags = p.opts.Flags(t)
	}
	return j
}

// paceOf returns the pace on a street. If a street of no length takes time, all of it takes
// that.
func paceOf(p profile.Profile, t profile.Tags) pace {
	along, against := p.Seconds(t, 0)
	if along > 0 || against > 0 {
		return pace{along, against, true}
	}
	along, against = p.Seconds(t, 1)
	return pace{along, against, false}
}

// maxName is how long a name may be, in bytes; what is longer is none.
const maxName = 1 << 12

// first returns the value of the first of some keys that a street has. It is a copy, the same
// for equal values.
func (p *part) first(tags osmfile.Tags, keys ...string) string {
	for _, key := range keys {
		value := tags.Get(key)
		if value == "" || len(value) > maxName {
			continue
		}
		name, known := p.names[value]
		if !known {
			if p.names == nil {
				p.names = map[string]string{}
			}
			name = strings.ToValidUTF8(strings.Clone(value), "\ufffd")
			p.names[name] = name
		}
		return name
	}
	return ""
}
