package service

import (
	"errors"
	"math"
	"runtime"
	"strings"
	"testing"
	"time"
)

// An option out of range is an error that names the option.
func TestOptionsOutOfRange(t *testing.T) {
	g := mustBuild(t, trapGraph())
	for _, c := range []struct {
		opts Options
		want string
	}{
		{Options{Workers: -1}, "Workers is -1"},
		{Options{Workers: MaxWorkers + 1}, "Workers is 4097"},
		{Options{Workers: math.MaxInt}, "Workers is "},
		{Options{Queue: -5}, "Queue is -5"},
		{Options{Queue: MaxQueue + 1}, "Queue is 65537"},
		{Options{Queue: 1 << (30 + 30*(^uint(0)>>63))}, "Queue is 1"},
		{Options{Queue: math.MinInt}, "Queue is -"},
		{Options{Spin: math.MaxInt64}, "Spin is 2562047h"},
	} {
		s, err := New(g, nil, &c.opts)
		if s != nil || !errors.Is(err, ErrOptions) || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "service: ") {
			t.Errorf("%+v: %v", c.opts, err)
		}
	}
	mustServe(t, g, nil, &Options{Workers: 1, Queue: MaxQueue, Spin: maxSpin})
}

// Zero options become the defaults.
func TestOptionsAreFilled(t *testing.T) {
	processors(2, func() {
		for _, c := range []struct{ opts, want Options }{
			{Options{}, Options{Workers: 2, Queue: 1024, Spin: time.Millisecond}},
			{Options{Workers: 3, Queue: 1, Spin: -1}, Options{Workers: 3, Queue: 1}},
			{Options{Spin: time.Second}, Options{Workers: 2, Queue: 1024, Spin: time.Second}},
		} {
			if got, err := c.opts.normalized(); err != nil || got != c.want {
				t.Errorf("%+v: %+v, %v", c.opts, got, err)
			}
		}
		runtime.GOMAXPROCS(1)
		if got, err := (*Options)(nil).normalized(); err != nil || got != (Options{Workers: 1, Queue: 1024}) {
			t.Errorf("of one processor: %+v, %v", got, err)
		}
	})
}
