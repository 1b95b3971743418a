package main

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// reply is a peer's answer to one line.
type reply struct {
	took           time.Duration
	mallocs, bytes int64 // or unknown
	distances      []int64
}

func (r reply) write(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprint(b, r.took.Nanoseconds(), " ", r.mallocs, " ", r.bytes)
	for _, d := range r.distances {
		b.WriteByte(' ')
		b.WriteString(strconv.FormatInt(d, 10))
	}
	b.WriteByte('\n')
	return b.Flush()
}

// parseReply reads a reply of so many distances.
func parseReply(line string, distances int) (r reply, err error) {
	fields := strings.Fields(line)
	if len(fields) != 3+distances {
		return r, fmt.Errorf("%d numbers for %d answers", len(fields), distances)
	}
	values := make([]int64, len(fields))
	for i, f := range fields {
		if values[i], err = strconv.ParseInt(f, 10, 64); err != nil {
			return r, fmt.Errorf("number %d of a reply: %w", i, err)
		}
	}
	return reply{time.Duration(values[0]), values[1], values[2], values[3:]}, nil
}
