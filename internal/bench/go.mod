module github.com/veltrix/cairn/internal/bench

go 1.25

require (
	github.com/dominikbraun/graph v0.23.0
	github.com/veltrix/cairn v0.0.0
	gonum.org/v1/gonum v0.17.0
)

replace github.com/veltrix/cairn => ../..
