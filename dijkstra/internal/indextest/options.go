package indextest

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// Options tries the options of Build.
func (s Factory) Options(t *testing.T) {
	g := workload.Build(t, graphtest.Random(300, 3000, 9, 1))
	t.Run("MaxBytes", func(t *testing.T) {
		var large *indexkit.SizeError
		if _, err := s.Build(g, indexkit.Options{MaxBytes: 1000}); !errors.As(err, &large) || large.Max != 1000 || large.Bytes <= 1000 {
			t.Errorf("an index of a random graph takes less than 1000 bytes: %v", err)
		}
	})
	t.Run("default of MaxBytes", func(t *testing.T) {
		var large *indexkit.SizeError
		if _, err := s.Build(workload.Build(t, graphtest.RandomWorkload()), indexkit.Options{}); !errors.As(err, &large) || large.Bytes <= large.Max {
			t.Errorf("an index of a large random graph: %v", err)
		}
	})
	t.Run("Order", func(t *testing.T) {
		for _, order := range [][]csr.Node{{}, {1, 2, 3}, make([]csr.Node, 300)} {
			if _, err := s.Build(g, indexkit.Options{Order: order}); err == nil {
				t.Errorf("%d nodes, some of them twice, are an order of 300", len(order))
			}
		}
		comparePairs(t, s.Shuffled(t, rand.New(rand.NewPCG(1, 1)), g), dijkstra.NewSolver(g), 100, 1)
	})
	t.Run("Context", func(t *testing.T) { s.cancelled(t, g) })
	t.Run("Progress", func(t *testing.T) { s.progress(t, g) })
	t.Run("the same twice", func(t *testing.T) {
		if !bytes.Equal(s.Ordered(t, g).Bytes(), s.Ordered(t, g).Bytes()) {
			t.Error("built again it is another index")
		}
	})
}

// cancelled ends building at once, and at each stage.
func (s Factory) cancelled(t *testing.T, g *csr.CSRGraph) {
	ctx, cancel := context.WithTimeout(context.Background(), -time.Second)
	defer cancel()
	if _, err := s.Build(g, indexkit.Options{Context: ctx}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("built after the deadline: %v", err)
	}
	for _, at := range s.stages(t, g) {
		ctx, cancel := context.WithCancel(context.Background())
		_, err := s.Build(g, indexkit.Options{Context: ctx, Progress: func(stage string, _, _ int) {
			if stage == at {
				cancel()
			}
		}})
		if cancel(); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled while %s were made: %v", at, err)
		}
	}
}

// stages returns what building reports, in order.
func (s Factory) stages(t *testing.T, g *csr.CSRGraph) (all []string) {
	t.Helper()
	_, err := s.Build(g, indexkit.Options{Progress: func(stage string, _, _ int) {
		if len(all) == 0 || all[len(all)-1] != stage {
			all = append(all, stage)
		}
	}})
	if err != nil || len(all) < 3 {
		t.Fatalf("stages %v, %v", all, err)
	}
	return all
}

// progress expects that every stage goes from its beginning to its end.
func (s Factory) progress(t *testing.T, g *csr.CSRGraph) {
	last, share := "", 1.0
	_, err := s.Build(g, indexkit.Options{Progress: func(stage string, done, total int) {
		now := float64(done) / float64(total)
		if stage != last && share != 1 || stage == last && now < share || now < 0 || now > 1 {
			t.Errorf("%s at %d of %d, after %s at %v", stage, done, total, last, share)
		}
		last, share = stage, now
	}})
	if err != nil || share != 1 {
		t.Errorf("%s ended at %v: %v", last, share, err)
	}
}
