package hublabel

import "github.com/veltrix/cairn/dijkstra/internal/indexkit"

// ErrDamaged: the distances in an index file are not those of its weights.
var ErrDamaged = indexkit.ErrDamaged

// ErrOptions: an option makes no sense, such as an Order that leaves out a node.
var ErrOptions = indexkit.ErrOptions

// DamageError reports where an index differs from what its graph, order and weights give:
// see Index.Prove. It wraps ErrDamaged.
type DamageError = indexkit.DamageError

// SizeError reports an index that would take more memory than Options.MaxBytes
// allows, because the graph has no small separators.
type SizeError = indexkit.SizeError
