package profile

import "testing"

// BenchmarkStreet asks who may use an ordinary street.
func BenchmarkStreet(b *testing.B) {
	t := Tags{"highway": "residential", "name": "Main Street", "oneway": "yes", "maxspeed": "30 mph", "surface": "asphalt"}
	for name, p := range map[string]Profile{"walking": Walking, "cycling": Cycling, "driving": Driving} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Street(t)
			}
		})
		b.Run(name+"/unread", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Unread(t)
			}
		})
		b.Run(name+"/seconds", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Seconds(t, 100)
			}
		})
	}
}
