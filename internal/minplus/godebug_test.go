package minplus

import "testing"

func TestGODEBUG(t *testing.T) {
	for setting, want := range map[string]bool{
		"": true, "gctrace=1": true, "cpu.avx2=off": false, "gctrace=1,cpu.avx2=off,x=y": false, "cpu.avx=off": false,
		"cpu.all=off": false, "cpu.all=off,cpu.avx2=on": false, "cpu.avx2=off,cpu.avx2=on": true, "cpu.sse41=off": true,
		"cpu.avx2=": true, "cpu.avx2=maybe": true, "xcpu.avx2=off": true, "cpu.all=off,cpu.all=on": true,
	} {
		if got := permits(setting); got != want {
			t.Errorf("GODEBUG=%s: %v, want %v", setting, got, want)
		}
	}
}
