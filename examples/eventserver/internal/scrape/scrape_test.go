package scrape

import "testing"

// TestReadIsStrict plants mistakes, so that its silence means something.
func TestReadIsStrict(t *testing.T) {
	const head, histogram = "# HELP a b\n# TYPE a gauge\n", "# HELP h b\n# TYPE h histogram\n"
	for _, page := range []string{
		"", head, head + "a 1", "a 1\n", "# HELP a b\na 1\n", "# TYPE a gauge\na 1\n", head + "b 1\n", head + "a_sum 1\n", head + "a x\n", head + "a 1\na 2\n",
		head + "a{} 1\n", head + "a{x=1} 1\n", head + "a{x=\"\\t\"} 1\n", head + "a{x=\"\"\"} 1\n", head + "a{x=\"1\",} 1\n", head + "a  1\n", head + "\na 1\n",
		head + "a 1\n" + head + "a 1\n", "# HELP a b\n# TYPE c gauge\na 1\n", "# HELP a b\n# TYPE a untold\na 1\n", "# HELP a b\n# TYPE a counter\na -1\n",
		histogram + "h_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 1\nh_count 1\n", histogram + "h_bucket{le=\"+Inf\"} 1\nh_count 2\n",
		histogram + "h_bucket{le=\"1\"} 1\nh_count 1\n", histogram + "h_bucket{le=\"+Inf\"} 1\n", histogram + "h_bucket{x=\"1\",le=\"+Inf\"} 1\nh_count 1\n",
	} {
		if _, err := Read(page); err == nil {
			t.Errorf("takes %q", page)
		}
	}
}
