// Package latency records how long each query of a benchmark took and says what
// a mean alone hides: how sure the mean is, how slow the slowest are, and whether
// a later run is really faster.
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
//	mean-ns                  mean of the queries; ns/op has the loop around them as well
//	±95-%                    half of the mean's 95 % confidence interval, of the mean
//	p50-ns  p99-ns  p999-ns  quantiles
//	B/op  allocs/op          go test's own
//	settled/op               nodes settled a query, where an index leads the search
//
// # Saving, comparing, drawing
//
// Flags of the test binary do the rest, for every benchmark that reports:
//
//	go test -run '^$' -bench . ./dijkstra -latency.save=/tmp/old.json
//	go test -run '^$' -bench . ./dijkstra -latency.against=/tmp/old.json -latency.svg=/tmp/plots
//
// The second logs a line below each benchmark, which benchstat skips: faster, slower or
// no change; the median change of the same queries with its 95 % confidence interval
// and the probability of such a change if there is none; and the means then and now
// with the change between these. It draws the two distributions into
// /tmp/plots. Relative names start from -outputdir if that is given, or else from
// the folder of the package.
//
// A file holds benchmarks of any number of packages, by the package's folder and the
// benchmark's name. It is rewritten whole after each benchmark: what the test binary ran
// since it began takes the place of what its package had there; with -latency.add that
// stays as well. Both flags may name the same file, which is read before it is
// replaced. Several runs of a benchmark, be they of -count or added, are compared
// the first with the first, the second with the second and so on.
//
// # How a change is judged
//
// Queries differ. A near pair costs a hundredth of a far one, so that means of
// two random lists of queries are some percent apart by themselves. But the list
// is fixed: sample i of two runs is of the same query, and comparing them in
// pairs takes the queries' own cost out. Where the lists differ after all, if a
// seed was changed, the comparison stays valid and only becomes less sharp.
//
// Noise comes in bursts. A neighbour takes the processor for some milliseconds
// and thousands of samples in a row are slow. A test that takes 100,000 samples
// as independent calls any two runs different, with p as small as one likes. So
// each run is cut into 64 consecutive blocks, and a block counts as one
// observation: the logarithm of the ratio of the two runs' times for the same
// queries (batch means: Law & Carson 1979).
//
// These ratios go through Wilcoxon's signed-rank test (1945), with the estimate
// and interval of Hodges and Lehmann (1963). A rank test asks nothing of the
// noise but that it strikes both runs alike, and up to a quarter of the blocks
// may be struck without moving the estimate far; a t test, or a bootstrap of the
// mean, would let one burst decide. The price is that the change may differ from
// the ratio of the two means on its line: the means have the bursts in them.
// Mann and Whitney's test (1947), benchstat's, is for samples without pairs.
//
// A run as a whole is also a sample: memory is placed, the clock rate settles,
// and another program is busy beside it, for the whole of a run, and no test
// within a run sees that (Kalibera & Jones 2013). A verdict other than "no
// change" therefore needs the whole interval to lie beyond 2 %, however small p
// is. On a quiet machine that is enough. On a busy one, single runs of one
// program differ by 10 % and more, and a third of such pairs would be called
// faster or slower. There, alternate runs of both programs:
//
//	go test -c -o old.test . # and then a change
//	go test -c -o new.test .
//	for i in 1 2 3 4 5 6 7 8; do
//		./old.test -test.run '^$' -test.bench . -latency.add -latency.save=old.json
//		./new.test -test.run '^$' -test.bench . -latency.add -latency.save=new.json -latency.against=old.json
//	done
//
// From 6 runs on, each run is one block: what differs from run to run is in the
// interval, and what comes and goes over minutes strikes both of a pair. The last
// lines logged are of all runs together. -count=8 does half of that: its runs
// follow each other, and all are of one program.
//
// The interval of a mean by itself is a bootstrap (Efron 1979) of blocks, for
// the same reason. All that is random has a fixed seed: the same samples give
// the same numbers.
//
// # What the clock costs
//
// A sample includes about one reading of the clock, some 25 ns, and ns/op two.
// Nothing is subtracted; BenchmarkClock says what it is. For queries of
// microseconds that is little; for faster ones NewGrouped takes the time of many
// at once.
package latency
