// Package latency measures each query of a benchmark and reports more than the mean: its
// confidence interval, the slow tail, and whether a later run is really faster.
//
//	record := latency.NewRecorder()
//	for i := 0; b.Loop(); i++ {
//		record.Begin()
//		ask(queries[i%len(queries)])
//		record.End()
//	}
//	record.Report(b)
//
// Report adds metrics to the benchmark's line, for people and for benchstat:
//
//	mean-ns                  mean of the queries; ns/op includes the loop around them
//	±95-%                    half of the mean's 95 % confidence interval, in percent of the mean
//	p50-ns  p99-ns  p999-ns  quantiles
//	B/op  allocs/op          go test's own
//	settled/op               nodes settled a query, where an index guides the search
//
// # Saving, comparing, drawing
//
// Flags of the test binary do this for every benchmark that reports:
//
//	go test -run '^$' -bench . ./dijkstra -latency.save=/tmp/old.json
//	go test -run '^$' -bench . ./dijkstra -latency.against=/tmp/old.json -latency.svg=/tmp/plots
//
// The second command logs a line below each benchmark, which benchstat skips. The line
// says faster, slower or no change. It has the median change of the same queries with its
// 95 % confidence interval, the probability of such a change if nothing changed, and both
// means with the change between them. The command also draws the two distributions into
// /tmp/plots. Relative names start at -outputdir if that is given, otherwise at the
// folder of the package.
//
// A file holds benchmarks of any number of packages, by the package's folder and the
// benchmark's name. It is rewritten as a whole after each benchmark: the benchmarks that
// the test binary has run replace those of its package, or with -latency.add are added to
// them. Both flags may name the same file, which is read before it is replaced. Several
// runs of a benchmark, by -count or by adding, are compared in order: the first with the
// first, the second with the second and so on.
//
// # How a change is judged
//
// Queries differ. A near pair costs a hundredth of a far one, so the means of two random
// lists of queries differ by some percent. But the list is fixed: sample i of two runs is
// of the same query, and comparing in pairs removes the cost of the query itself. If the
// lists differ after all, because a seed was changed, the comparison stays valid but
// becomes less sharp.
//
// Noise comes in bursts. Another program takes the processor for some milliseconds, and
// thousands of samples in a row are slow. A test that takes 100,000 samples as
// independent calls any two runs different, with p as small as one likes. So each run is
// cut into 64 consecutive blocks, and each block counts as one observation: the logarithm
// of the ratio of the two runs' times for the same queries (batch means: Law & Carson
// 1979).
//
// These ratios go through Wilcoxon's signed-rank test (1945), with the estimate and
// interval of Hodges and Lehmann (1963). A rank test only assumes that noise affects both
// runs alike, and noise in a quarter of the blocks does not move the estimate far. With a
// t test, or a bootstrap of the mean, one burst could decide. The price is that the
// change may differ from the ratio of the two means, which include the bursts. Mann and
// Whitney's test (1947), used by benchstat, is for samples without pairs.
//
// A run as a whole is also a sample. The placement of memory, the clock rate and the load
// by other programs can last for a whole run, and no test within a run sees that
// (Kalibera & Jones 2013). So a verdict other than "no change" needs the whole interval
// to lie beyond 2 %, however small p is. On a quiet machine that is enough. On a busy
// one, single runs of one program differ by 10 % and more, and a third of such pairs
// would be called faster or slower. There, alternate runs of both programs:
//
//	go test -c -o old.test . # and then a change
//	go test -c -o new.test .
//	for i in 1 2 3 4 5 6 7 8; do
//		./old.test -test.run '^$' -test.bench . -latency.add -latency.save=old.json
//		./new.test -test.run '^$' -test.bench . -latency.add -latency.save=new.json -latency.against=old.json
//	done
//
// From 6 runs on, each run is one block. So the interval includes the differences between
// runs, and slow changes over minutes affect both runs of a pair. The last lines logged
// are of all runs together. -count=8 brings only the first of these advantages: its runs
// follow each other, and all are of one program.
//
// The interval of a single mean is a bootstrap (Efron 1979) of blocks, for the same
// reason. All randomness has a fixed seed: the same samples give the same numbers.
//
// # The cost of the clock
//
// A sample includes about one reading of the clock, some 25 ns, and ns/op two. Nothing is
// subtracted; BenchmarkClock measures it. For queries of microseconds this is little; for
// faster ones NewGrouped times many at once.
package latency
