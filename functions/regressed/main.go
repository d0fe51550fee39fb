// Regressed breaks its budget on purpose: before the runtime asks for its first event, package init burns 100 ms of
// CPU, or the time in the variable BURN. It shows that the gate fails.
package main

import (
	"context"
	"os"
	"syscall"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

// CPU time rather than wall time, so that the regression is just as large on a busy machine.
const usualBurn = 100 * time.Millisecond

var burned = spin(wanted(os.Getenv("BURN")))

func wanted(setting string) time.Duration {
	if setting == "" {
		return usualBurn
	}
	burn, err := time.ParseDuration(setting)
	if err != nil {
		panic("BURN: " + err.Error())
	}
	return burn
}

type report struct {
	BurnedMillis int64 `json:"burnedMillis"`
}

func handle(context.Context, map[string]interface{}) (report, error) {
	return report{BurnedMillis: burned.Milliseconds()}, nil
}

func spin(atLeast time.Duration) time.Duration {
	start := cpuTime()
	for {
		if spent := cpuTime() - start; spent >= atLeast {
			return spent
		}
	}
}

func cpuTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func main() {
	lambda.Start(handle)
}
