package main

import (
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// burnt is what each function of these tests computes beside its own process.
const burnt = 200 * time.Millisecond

func burn() {
	used := func() int64 {
		var all syscall.Rusage
		syscall.Getrusage(syscall.RUSAGE_SELF, &all)
		return all.Utime.Nano() + all.Stime.Nano()
	}
	for begin := used(); used()-begin < burnt.Nanoseconds(); {
	}
}

func burnElsewhere(how string) {
	shell := func(script string) { exec.Command("/bin/sh", "-c", script, os.Args[0]).Run() }
	switch how {
	case "burn":
		burn()
		os.Exit(0)
	case "burn-stay":
		burn()
		time.Sleep(time.Minute)
		os.Exit(0)
	case "tree-waited":
		shell(`"$0" function burn; :`)
	case "tree-living":
		exec.Command(os.Args[0], "function", "burn-stay").Start()
		time.Sleep(4 * time.Second)
	case "tree-orphan":
		shell(`"$0" function burn & :`)
		time.Sleep(4 * time.Second)
	case "tree-daemon":
		shell(`(exec setsid "$0" function burn-stay) & :`)
		time.Sleep(4 * time.Second)
	case "tree-thread":
		ended := make(chan bool)
		go func() {
			// A thread that is locked ends with its goroutine.
			runtime.LockOSThread()
			defer close(ended)
			burn()
		}()
		<-ended
		time.Sleep(100 * time.Millisecond)
	}
}

func TestCPUTimeIsThatOfTheWholeTree(t *testing.T) {
	if _, err := os.Stat("/proc/self/schedstat"); err != nil {
		t.Skip("this system does not tell CPU times")
	}
	cpu := func(what string) line {
		s := newService(t)
		s.run(t, what)
		s.events <- "1"
		return linesOf(t, s.answer(t).logThen)[0]
	}
	plain := cpu("serve")
	for _, what := range []string{"tree-waited", "tree-living", "tree-orphan", "tree-daemon", "tree-thread"} {
		one := cpu(what)
		if more := *one.InitCPUNanos - *plain.InitCPUNanos; more < burnt.Nanoseconds()/3 {
			t.Errorf("%s: %d ns more than alone", what, more)
		}
		if *one.InitLeastNanos > *one.InitNanos || *one.InitLeastNanos <= 0 {
			t.Errorf("%s: %d ns at least, of %d", what, *one.InitLeastNanos, *one.InitNanos)
		}
	}
}

func TestAReapedChildIsCountedAndItsWaitingUnknown(t *testing.T) {
	times := cpuTimes{run: 7, wait: 2, busiest: 3}
	times.addReaped([]byte("7 (a) b) S 1 7 7 0 -1 4194304 99 0 0 0 9 9 0 0 20 0 1 0 9 9 9"))
	if times != (cpuTimes{run: 7, wait: 2, busiest: 3}) {
		t.Errorf("no child: %+v", times)
	}
	times.addReaped([]byte("7 (sh) S 1 7 7 0 -1 4194304 99 55 0 0 0 0 3 2 20 0 1 0 9 9 9"))
	if times != (cpuTimes{run: 7 + 5*tick, wait: 2, busiest: 3, ended: true}) {
		t.Errorf("a child: %+v", times)
	}
	if least := times.least(1000); least != 3 {
		t.Errorf("at least %d", least)
	}
}
