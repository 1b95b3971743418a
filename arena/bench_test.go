package arena

import "testing"

func BenchmarkMake(b *testing.B) {
	s := NewPool(nil).NewShard()
	for _, n := range []int{4, 16, 64} {
		a, _ := s.Take(64 << 10)
		b.Run("dirty", func(b *testing.B) {
			for b.Loop() {
				if _, err := MakeDirty[uint32](a, n); err != nil {
					a.Reset()
				}
			}
		})
		b.Run("zero", func(b *testing.B) {
			for b.Loop() {
				if _, err := Make[uint32](a, n); err != nil {
					a.Reset()
				}
			}
		})
	}
}

func BenchmarkTake(b *testing.B) {
	s := NewPool(nil).NewShard()
	for b.Loop() {
		a, _ := s.Take(1024)
		a.Release()
	}
}
func BenchmarkReset(b *testing.B) {
	s := NewPool(nil).NewShard()
	a, _ := s.Take(1024)
	for b.Loop() {
		a.Reset()
	}
}
