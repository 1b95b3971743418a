package arena

import "bytes"

// poison is the byte that fills free memory in a build with the tag arenadebug. Four of
// them are a node number that no map has, a weight of 3.6 thousand millions, or a
// conspicuous negative number.
const poison = 0xDB

// memory returns all bytes of the block; none in a purego build.
func (b block) memory() []byte {
	if b.run.mem == nil {
		return nil
	}
	return b.run.mem[b.start():][:b.run.class.step]
}

// poison fills the block, so that late readers of its slices read nonsense.
func (b block) poison() {
	m := b.memory()
	if len(m) == 0 {
		return
	}
	m[0] = poison
	for n := 1; n < len(m); n *= 2 {
		copy(m[n:], m[:n])
	}
}

// poisoned tells whether the block is as poison left it: the first byte is poison, and
// each byte equals the one before.
func (b block) poisoned() bool {
	m := b.memory()
	return len(m) == 0 || m[0] == poison && bytes.Equal(m[1:], m[:len(m)-1])
}
