// Bench measures the project's claims about cold starts on one machine. It is driven by
// ci/bench-local-runners and ci/true-init, which build its inputs and explain its use.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
)

func main() {
	adoptOrphans()
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	done := make(chan int, 1)
	go func() { done <- run(os.Args[1:]) }()
	select {
	case status := <-done:
		endAll()
		os.Exit(status)
	case <-stop:
		atomic.StoreInt32(&interrupted, 1)
		endAll()
		os.Exit(130)
	}
}

// run returns the exit status: 0 measured, 1 a requested bound does not hold,
// 2 usage, 4 could not measure.
func run(arguments []string) int {
	if len(arguments) == 0 {
		fmt.Fprintln(os.Stderr, "bench: usage: bench local-runners|true-init ...")
		return 2
	}
	switch arguments[0] {
	case "local-runners":
		return localRunners(arguments[1:])
	case "true-init":
		return trueInit(arguments[1:])
	}
	fmt.Fprintf(os.Stderr, "bench: unknown benchmark %q: local-runners or true-init\n", arguments[0])
	return 2
}

var interrupted int32

// failed prints why there is no measurement, unless it was ended from outside.
func failed(err error) int {
	if atomic.LoadInt32(&interrupted) == 0 {
		fmt.Fprintln(os.Stderr, "bench:", err)
	}
	return 4
}
