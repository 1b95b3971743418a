package osmfile

// readNode reads a node that has a message of its own.
func (b *block) readNode(message []byte, v Visitor) error {
	var o object
	var lon, lat int64
	f := fields{rest: message}
	for f.next() {
		switch o.take(&f); f.number {
		case 8:
			lat = zigzag(f.value)
		case 9:
			lon = zigzag(f.value)
		}
	}
	id := zigzag(o.id)
	if err := b.finish(&f, &o); err != nil {
		return at(Nodes, id, err)
	}
	b.node = Node{ID: id, Point: b.point(lon, lat), Tags: b.tags}
	return at(Nodes, id, v.Node(&b.node))
}

// finish checks the message of an object and reads its tags.
func (b *block) finish(f *fields, o *object) error {
	if f.err != nil {
		return f.err
	}
	return b.readTags(o)
}

// dense are the nodes of a group, field by field. Numbers are differences to the node
// before.
type dense struct{ ids, lats, lons, tags []byte }

// readDense reads nodes that are packed together.
func (b *block) readDense(message []byte, v Visitor) error {
	var d dense
	f := fields{rest: message}
	for f.next() {
		switch f.number {
		case 1:
			f.appendTo(&d.ids)
		case 8:
			f.appendTo(&d.lats)
		case 9:
			f.appendTo(&d.lons)
		case 10:
			f.appendTo(&d.tags)
		}
	}
	if f.err != nil {
		return f.err
	}
	return b.denseNodes(&d, v)
}

func (b *block) denseNodes(d *dense, v Visitor) error {
	ids, lats, lons, tags := numbers{rest: d.ids}, numbers{rest: d.lats}, numbers{rest: d.lons}, numbers{rest: d.tags}
	var lon, lat int64
	for b.node.ID = 0; ids.more(); {
		b.node.ID += ids.signed()
		if !lats.more() || !lons.more() {
			return at(Nodes, b.node.ID, syntax("a packed node without a position"))
		}
		lat += lats.signed()
		lon += lons.signed()
		b.node.Point = b.point(lon, lat)
		if err := b.denseTags(&tags); err != nil {
			return at(Nodes, b.node.ID, err)
		}
		b.node.Tags = b.tags
		if err := v.Node(&b.node); err != nil {
			return at(Nodes, b.node.ID, err)
		}
	}
	if lats.more() || lons.more() || ids.bad || lats.bad || lons.bad {
		return syntax("packed nodes whose numbers do not match")
	}
	return nil
}

// denseTags reads the tags of a packed node: pairs of texts, up to a zero. If no node of
// the group has tags, there are no zeros either.
func (b *block) denseTags(tags *numbers) error {
	b.tags = b.tags[:0]
	for tags.more() {
		key := tags.next()
		if key == 0 {
			break
		}
		if !tags.more() {
			return syntax("a key without a value")
		}
		if err := b.addTag(key, tags.next()); err != nil {
			return err
		}
	}
	if tags.bad {
		return syntax("a number is cut off or too long")
	}
	return nil
}

// readWay reads a way.
func (b *block) readWay(message []byte, v Visitor) error {
	var o object
	var refs, lats, lons []byte
	f := fields{rest: message}
	for f.next() {
		switch o.take(&f); f.number {
		case 8:
			f.appendTo(&refs)
		case 9:
			f.appendTo(&lats)
		case 10:
			f.appendTo(&lons)
		}
	}
	id := int64(o.id)
	err := b.finish(&f, &o)
	if err == nil {
		err = b.readRefs(refs)
	}
	if err == nil {
		err = b.readPoints(lons, lats)
	}
	if err != nil {
		return at(Ways, id, err)
	}
	b.way.ID, b.way.Tags = id, b.tags
	return at(Ways, id, v.Way(&b.way))
}

// readRefs reads the nodes of a way.
func (b *block) readRefs(packed []byte) error {
	refs, ref := numbers{rest: packed}, int64(0)
	for b.way.Refs = b.way.Refs[:0]; refs.more(); {
		if len(b.way.Refs) == maxRefs {
			return limit("more than %d nodes", maxRefs)
		}
		ref += refs.signed()
		b.way.Refs = append(b.way.Refs, ref)
	}
	if refs.bad {
		return syntax("a number is cut off or too long")
	}
	return nil
}

// readPoints reads where the nodes of a way lie, if the file says so.
func (b *block) readPoints(packedLons, packedLats []byte) error {
	lons, lats := numbers{rest: packedLons}, numbers{rest: packedLats}
	var lon, lat int64
	for b.way.Points = b.way.Points[:0]; lons.more() && lats.more(); {
		lon += lons.signed()
		lat += lats.signed()
		if len(b.way.Points) == len(b.way.Refs) {
			return syntax("more positions than nodes")
		}
		b.way.Points = append(b.way.Points, b.point(lon, lat))
	}
	if lons.more() || lats.more() || lons.bad || lats.bad || len(b.way.Points) > 0 && len(b.way.Points) < len(b.way.Refs) {
		return syntax("positions of only some nodes")
	}
	return nil
}

// readRelation reads a relation.
func (b *block) readRelation(message []byte, v Visitor) error {
	var o object
	var roles, ids, kinds []byte
	f := fields{rest: message}
	for f.next() {
		switch o.take(&f); f.number {
		case 8:
			f.appendTo(&roles)
		case 9:
			f.appendTo(&ids)
		case 10:
			f.appendTo(&kinds)
		}
	}
	id := int64(o.id)
	err := b.finish(&f, &o)
	if err == nil {
		err = b.readMembers(numbers{rest: roles}, numbers{rest: ids}, numbers{rest: kinds})
	}
	if err != nil {
		return at(Relations, id, err)
	}
	b.relation.ID, b.relation.Tags = id, b.tags
	return at(Relations, id, v.Relation(&b.relation))
}

// readMembers reads the members of a relation.
func (b *block) readMembers(roles, ids, kinds numbers) error {
	id := int64(0)
	for b.relation.Members = b.relation.Members[:0]; roles.more() && ids.more() && kinds.more(); {
		if len(b.relation.Members) == maxMembers {
			return limit("more than %d members", maxMembers)
		}
		id += ids.signed()
		role, err := b.text(roles.next())
		if err != nil {
			return err
		}
		kind := kinds.next()
		if kind > 2 {
			return syntax("member of kind %d", kind)
		}
		b.relation.Members = append(b.relation.Members, Member{Nodes << kind, id, role})
	}
	if roles.more() || ids.more() || kinds.more() || roles.bad || ids.bad || kinds.bad {
		return syntax("members whose numbers do not match")
	}
	return nil
}
