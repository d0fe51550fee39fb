package main

import (
	"io"
	"net"
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

// readInInit is what functions of these tests read in their init.
const readInInit = 300_000

// slack is what a start reads more or less than the next one: its runtime wakes itself by eight bytes, a few times.
const slack = 1_000

// connection is kept: what is collected is closed.
var connection net.Conn

func readZeroes() {
	file, _ := os.Open("/dev/zero")
	io.CopyN(io.Discard, file, readInInit)
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
	case "read":
		readZeroes()
	case "read-leave":
		readZeroes()
		os.Exit(0)
	case "read-waited":
		shell(`"$0" function read-leave; :`)
	case "connect":
		connection, _ = net.Dial("tcp", os.Getenv(apiVariable))
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

func TestTheKernelsCountsAreThoseOfTheInit(t *testing.T) {
	if _, err := os.Stat("/proc/self/io"); err != nil {
		t.Skip("this system does not tell what is read")
	}
	start := func(what string) line {
		s := newService(t)
		s.run(t, what)
		s.events <- "1"
		one := linesOf(t, s.answer(t).logThen)[0]
		if one.MajorFaults == nil || one.InitReadBytes == nil || one.InitSockets == nil {
			t.Fatalf("%s: not counted: %+v", what, one)
		}
		return one
	}
	plain := start("serve")
	if *plain.InitSockets != 1 {
		t.Errorf("%d sockets, not only the one to the Runtime API", *plain.InitSockets)
	}
	for _, what := range []string{"read", "read-waited"} {
		if more := *start(what).InitReadBytes - *plain.InitReadBytes; more < readInInit-slack || what == "read" && more > readInInit+slack {
			t.Errorf("%s: %d bytes more than without", what, more)
		}
	}
	if sockets := *start("connect").InitSockets; sockets != 2 {
		t.Errorf("with a connection of its own: %d sockets", sockets)
	}
}

func TestASocketForOutputIsNoneOfTheInits(t *testing.T) {
	if _, err := os.Stat("/proc/self/fd"); err != nil {
		t.Skip("this system does not tell what is open")
	}
	pair, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	output := os.NewFile(uintptr(pair[0]), "output")
	defer output.Close()
	defer syscall.Close(pair[1])
	s := newService(t)
	command := s.start(t, "serve")
	command.Stdout = output
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	defer command.Wait()
	defer command.Process.Kill()
	s.events <- "1"
	if one := linesOf(t, s.answer(t).logThen)[0]; *one.InitSockets != 1 {
		t.Errorf("%d sockets", *one.InitSockets)
	}
}

func TestWhatTheSystemDoesNotTellIsNotCounted(t *testing.T) {
	if got := countsOf([]int{1 << 30}, nil); got != unknown {
		t.Errorf("of nobody: %+v", got)
	}
	self := os.Getpid()
	known := countsOf([]int{self}, nil)
	if got := countsOf([]int{self, 1 << 30}, nil); got.sockets != known.sockets || got.readBytes < known.readBytes {
		t.Errorf("with somebody who is gone: %+v after %+v", got, known)
	}
	if faultsIn([]byte("7 (a) b) S 1 7 7 0 -1 4194304 99 55 3 4 0 0")) != 7 || faultsIn([]byte("7 (a) S 1")) != -1 || faultsIn(nil) != -1 {
		t.Error("faults")
	}
	if readBytesIn([]byte("rchar: 5123\nwchar: 7\n")) != 5123 || readBytesIn([]byte("wchar: 7\n")) != -1 || readBytesIn(nil) != -1 {
		t.Error("bytes")
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
