package cch

import "github.com/veltrix/cairn/dijkstra/internal/indexkit"

// ErrDamaged: the costs in an index file are not those of its weights.
var ErrDamaged = indexkit.ErrDamaged

// SizeError reports an index that would take more memory than Options.MaxBytes
// allows, because the graph has no small separators.
type SizeError = indexkit.SizeError
