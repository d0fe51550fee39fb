// Package cost has what the planted functions share: work of a fixed amount, whatever time it takes, and the handler.
package cost

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

// Steps is an amount of work that takes several times as long as the rest of a start.
const Steps = 8_000_000

// Burn computes.
func Burn(steps int) uint64 {
	x := uint64(88172645463325252)
	for i := 0; i < steps; i++ {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	return x
}

// Serve answers events.
func Serve() {
	lambda.Start(func(context.Context) (string, error) { return "planted", nil })
}
