package arena

// poison is the byte that fills memory which nobody should look at, in a build
// with the tag arenadebug. Four of them are a node no map has, a weight of 3.6
// thousand millions, or a small negative number that stands out.
const poison = 0xDB

// memory returns all bytes of the block; none in a purego build.
func (b block) memory() []byte {
	if b.run.mem == nil {
		return nil
	}
	return b.run.mem[b.start():][:b.run.class.step]
}

// poison fills the block, so that who still uses its slices reads nonsense.
func (b block) poison() {
	for i, m := 0, b.memory(); i < len(m); i++ {
		m[i] = poison
	}
}

// poisoned tells whether the block is as poison left it.
func (b block) poisoned() bool {
	for _, x := range b.memory() {
		if x != poison {
			return false
		}
	}
	return true
}
