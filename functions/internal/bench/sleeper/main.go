// Sleeper sleeps for a known time in init and answers how long that really took, which ci/true-init compares with the
// reported Init Duration. SLEEP=0s makes it its own twin.
package main

import (
	"context"
	"os"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

var slept = sleep(os.Getenv("SLEEP"))

type answer struct {
	SleptNanos int64 `json:"sleptNanos"`
}

func sleep(text string) time.Duration {
	length, err := time.ParseDuration(text)
	if err != nil || length <= 0 {
		return 0
	}
	start := time.Now()
	time.Sleep(length)
	return time.Since(start)
}

func handle(context.Context) (answer, error) {
	return answer{SleptNanos: slept.Nanoseconds()}, nil
}

func main() {
	lambda.Start(handle)
}
