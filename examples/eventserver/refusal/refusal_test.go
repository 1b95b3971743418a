package refusal

import "testing"

func TestError(t *testing.T) {
	for want, e := range map[string]*Error{"no": BadRequest("", "no"), "lon: no": BadRequest("lon", "no")} {
		if e.Error() != want {
			t.Errorf("%q, want %q", e.Error(), want)
		}
	}
}
