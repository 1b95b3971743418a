package cch

import (
	"context"
	"fmt"
	"runtime"

	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// Prove checks that the index is right, whoever made its file: each shortcut must cost
// exactly as much as the cheaper of an arc of the graph between its ends and the best way
// over a lower node. Then every answer is that of a dijkstra.Solver on the graph, under
// the weights that the index is for; UsesGraphWeights tells whether these are the graph's
// own.
//
// It costs what customising does, some milliseconds on a map of 8,000 nodes, and takes
// memory for one cost a shortcut meanwhile. The error is a *DamageError, or the context's.
func (x *Index) Prove(ctx context.Context) error {
	defer runtime.KeepAlive(x)
	doubt, err := hierarchy.Prove(indexkit.Context(ctx), x.metric)
	if err != nil || doubt == nil {
		return err
	}
	return &DamageError{Package: "cch", From: doubt.From, To: doubt.To,
		Detail: fmt.Sprintf("a shortcut costs %d, its weights come to %d", doubt.Cost, doubt.Want)}
}
