package paralleltest

import (
	"context"
	"sync/atomic"
)

// Countdown is a context that is cancelled after so many looks at its Err.
type Countdown struct {
	context.Context
	left atomic.Int64
}

// NewCountdown returns a Countdown of so many looks.
func NewCountdown(looks int64) *Countdown {
	c := &Countdown{Context: context.Background()}
	c.left.Store(looks)
	return c
}

// Err returns context.Canceled once there were as many looks as allowed.
func (c *Countdown) Err() error {
	if c.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// Ended tells whether Err has returned an error.
func (c *Countdown) Ended() bool { return c.left.Load() < 0 }
