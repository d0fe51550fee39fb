// A function with the usual imports that reports how often its init waited for the disk. The only difference is whether
// the program is in the page cache when it starts.
package main

import (
	"context"
	"net/http"
	"syscall"

	"github.com/aws/aws-lambda-go/lambda"
)

type answer struct {
	Timeout     int   `json:"timeout"`
	MajorFaults int64 `json:"majorFaults"`
}

func handle(context.Context) (answer, error) {
	var used syscall.Rusage
	err := syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return answer{int(http.DefaultClient.Timeout), int64(used.Majflt)}, err
}

func main() {
	lambda.Start(handle)
}
