package osmfile

import (
	"bytes"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
)

// partObjects is how many objects of XML make a part.
const partObjects = 8000

// xmlScan hands the objects of XML to visitors.
type xmlScan struct {
	text    xmlText
	want    Kinds
	visitor Visitor
	begin   func() Visitor
	count   int          // of objects of the part
	between func() error // is called after each part

	tag      xmlTag
	kind     Kinds // of the object at hand; 0 outside of objects
	ignored  bool  // it is deleted, or of a kind that is not wanted
	node     Node
	way      Way
	relation Relation
	tags     Tags
	points   bool // all nodes of the way have positions
	words    words
	seen     map[Kinds]int64 // where the last object of each kind ends
}

// run reads all objects up to an offset.
func (s *xmlScan) run(end int64) error {
	if err := s.root(); err != nil {
		return err
	}
	s.visitor = s.begin()
	for s.text.offset < end {
		closed, err := s.element()
		if err != nil {
			return err
		}
		if closed {
			if err := s.close(); err != nil {
				return err
			}
			break
		}
		if s.count == partObjects {
			if err := s.nextPart(); err != nil {
				return err
			}
		}
	}
	return s.visitor.End()
}

// close reads up to the end of the text. Nothing but comments may follow the root.
func (s *xmlScan) close() error {
	switch _, err := s.text.next(); err {
	case io.EOF:
		return nil
	case nil:
		return syntax("an element behind </osm>")
	default:
		return err
	}
}

func (s *xmlScan) nextPart() error {
	if err := s.between(); err != nil {
		return err
	}
	if err := s.visitor.End(); err != nil {
		return err
	}
	s.visitor, s.count = s.begin(), 0
	return nil
}

// next reads the next tag. The text must not end before the root does.
func (s *xmlScan) next() (err error) {
	s.tag, err = s.text.next()
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// root reads the tag of the element osm.
func (s *xmlScan) root() error {
	err := s.next()
	if err == nil && (string(s.tag.name) != "osm" || !s.tag.opens) {
		err = syntax("the element <%.40s> where <osm> belongs", s.tag.name)
	}
	return err
}

// kindOf returns the kind of object that an element is.
func kindOf(name []byte) Kinds {
	switch string(name) {
	case "node":
		return Nodes
	case "way":
		return Ways
	case "relation":
		return Relations
	}
	return 0
}

// element reads an element of the root, or the end of the root.
func (s *xmlScan) element() (closed bool, err error) {
	if s.tag.shuts && string(s.tag.name) == "osm" { // <osm/>
		return true, nil
	}
	if err := s.next(); err != nil {
		return false, err
	}
	if !s.tag.opens {
		if string(s.tag.name) != "osm" {
			return false, syntax("</%.40s> where </osm> belongs", s.tag.name)
		}
		return true, nil
	}
	offset := s.tag.offset
	if s.kind = kindOf(s.tag.name); s.kind == 0 {
		return false, s.leave()
	}
	id, err := s.object()
	s.seen[s.kind] = s.text.offset
	if err != nil {
		err = at(s.kind, id, err)
		err.(*Error).Offset = offset
	}
	return false, err
}

// leave leaves out the rest of the element at hand.
func (s *xmlScan) leave() error {
	if s.tag.shuts {
		return nil
	}
	var open []string
	for open = append(open, string(s.tag.name)); len(open) > 0; {
		if err := s.next(); err != nil {
			return err
		}
		switch last := len(open) - 1; {
		case s.tag.opens && s.tag.shuts:
		case s.tag.opens && len(open) == maxNesting:
			return limit("more than %d elements in each other", maxNesting)
		case s.tag.opens:
			open = append(open, string(s.tag.name))
		case open[last] != string(s.tag.name):
			return syntax("</%.40s> where </%.40s> belongs", s.tag.name, open[last])
		default:
			open = open[:last]
		}
	}
	return nil
}

// maxNesting is how many elements may be in each other.
const maxNesting = 64

// object reads an object and hands it on.
func (s *xmlScan) object() (id int64, err error) {
	if id, err = s.id("id"); err != nil {
		return 0, err
	}
	visible, _ := s.tag.get("visible")
	action, _ := s.tag.get("action")
	s.ignored = s.kind&s.want == 0 || string(visible) == "false" || string(action) == "delete"
	if s.ignored {
		return id, s.leave()
	}
	s.count++
	s.tags, s.points = s.tags[:0], true
	s.way.Refs, s.way.Points, s.relation.Members = s.way.Refs[:0], s.way.Points[:0], s.relation.Members[:0]
	if s.node.Point, err = s.point(); err != nil {
		return id, err
	}
	if err := s.children(); err != nil {
		return id, err
	}
	return id, s.hand(id)
}

// children reads what is within an object.
func (s *xmlScan) children() error {
	if s.tag.shuts {
		return nil
	}
	for {
		if err := s.next(); err != nil {
			return err
		}
		if !s.tag.opens {
			if kindOf(s.tag.name) != s.kind {
				return syntax("</%.40s> where </%v> belongs", s.tag.name, s.kind)
			}
			return nil
		}
		if err := s.child(); err != nil {
			return err
		}
		if err := s.leave(); err != nil {
			return err
		}
	}
}

// child reads an element within an object.
func (s *xmlScan) child() error {
	switch name := string(s.tag.name); {
	case name == "tag":
		return s.addTag()
	case name == "nd" && s.kind == Ways:
		return s.addRef()
	case name == "member" && s.kind == Relations:
		return s.addMember()
	}
	return nil
}

func (s *xmlScan) addTag() error {
	key, ok := s.tag.get("k")
	value, valued := s.tag.get("v")
	switch {
	case !ok || !valued:
		return syntax("a tag without k or v")
	case len(s.tags) == maxTags:
		return limit("more than %d tags", maxTags)
	}
	s.tags = append(s.tags, Tag{s.words.text(key), s.words.text(value)})
	return nil
}

func (s *xmlScan) addRef() error {
	ref, err := s.id("ref")
	if err != nil {
		return err
	}
	if len(s.way.Refs) == maxRefs {
		return limit("more than %d nodes", maxRefs)
	}
	p, err := s.point()
	s.way.Refs = append(s.way.Refs, ref)
	s.way.Points = append(s.way.Points, p)
	s.points = s.points && p != Nowhere
	return err
}

func (s *xmlScan) addMember() error {
	id, err := s.id("ref")
	if err != nil {
		return err
	}
	if len(s.relation.Members) == maxMembers {
		return limit("more than %d members", maxMembers)
	}
	kind, _ := s.tag.get("type")
	role, _ := s.tag.get("role")
	s.relation.Members = append(s.relation.Members, Member{kindOf(kind), id, s.words.text(role)})
	return nil
}

// hand hands the object to the visitor.
func (s *xmlScan) hand(id int64) error {
	switch s.kind {
	case Nodes:
		s.node.ID, s.node.Tags = id, s.tags
		return s.visitor.Node(&s.node)
	case Ways:
		if s.way.ID, s.way.Tags = id, s.tags; !s.points {
			s.way.Points = s.way.Points[:0]
		}
		return s.visitor.Way(&s.way)
	}
	s.relation.ID, s.relation.Tags = id, s.tags
	return s.visitor.Relation(&s.relation)
}

// id reads an attribute that is a number.
func (s *xmlScan) id(name string) (int64, error) {
	value, ok := s.tag.get(name)
	if !ok {
		return 0, syntax("<%.40s> without %s", s.tag.name, name)
	}
	id, err := strconv.ParseInt(string(value), 10, 64)
	if err != nil {
		return 0, syntax("%s %.40q", name, value)
	}
	return id, nil
}

// point reads the position of the element at hand. It is Nowhere if there is none.
func (s *xmlScan) point() (Point, error) {
	lat, has := s.tag.get("lat")
	lon, hasToo := s.tag.get("lon")
	if !has || !hasToo {
		return Nowhere, nil
	}
	x, errX := parseDegrees(lon)
	y, errY := parseDegrees(lat)
	return Point{x, y}, errors.Join(errX, errY)
}

// parseDegrees reads a decimal as billionths. Finer decimals are rounded.
func parseDegrees(text []byte) (int64, error) {
	if value, ok := parseDecimal(text); ok {
		return value, nil
	}
	x, err := strconv.ParseFloat(string(text), 64)
	if err != nil || math.IsNaN(x) {
		return 0, syntax("%.40q where a number of degrees belongs", text)
	}
	if math.Abs(x) > 1000 {
		return Nowhere.Lon, nil
	}
	return int64(math.Round(x * degree)), nil
}

// parseDecimal reads the common form: a sign, up to three digits, and up to nine behind a
// point. ok is false for any other.
func parseDecimal(text []byte) (value int64, ok bool) {
	digits, negative := bytes.CutPrefix(text, []byte("-"))
	whole, fraction, _ := bytes.Cut(digits, []byte("."))
	if len(whole) == 0 || len(whole) > 3 || len(fraction) > 9 {
		return 0, false
	}
	for i := range 9 + len(whole) {
		digit := byte('0')
		if i < len(whole) {
			digit = whole[i]
		} else if i -= len(whole); i < len(fraction) {
			digit = fraction[i]
		}
		if digit < '0' || digit > '9' {
			return 0, false
		}
		value = 10*value + int64(digit-'0')
	}
	if negative {
		value = -value
	}
	return value, true
}

// words keeps short texts that occur often, so that each is in memory once.
type words map[string]string

// maxWords and maxWord bound what is kept.
const (
	maxWords = 1 << 14
	maxWord  = 64
)

// text returns a text that stays. Bytes that are not UTF-8 are replaced.
func (w *words) text(value []byte) string {
	if text, ok := (*w)[string(value)]; ok {
		return text
	}
	text := strings.ToValidUTF8(string(value), "\ufffd")
	if *w == nil {
		*w = words{}
	}
	if len(text) <= maxWord && len(*w) < maxWords {
		(*w)[string(value)] = text
	}
	return text
}
