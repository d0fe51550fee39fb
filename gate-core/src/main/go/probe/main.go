// Command probe starts a Lambda runtime, stands between it and the Runtime API, and logs what the start took: one line
// at the end of each invocation, which Coldgate finds in the log's tail. What passes through is not changed.
//
// As a function's bootstrap it starts the original one, which lies beside it as .original; with arguments (Lambda's
// AWS_LAMBDA_EXEC_WRAPPER) it starts these. No net/http: that alone would take a millisecond of every start.
package main

import (
	"fmt"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

const (
	// original is what the gate calls the function's own bootstrap: as long as that, so that a zip needs no rewriting.
	original = ".original"

	apiVariable = "AWS_LAMBDA_RUNTIME_API"

	// PR_SET_CHILD_SUBREAPER of prctl(2).
	setChildSubreaper = 36

	// As a shell says that a program cannot be started.
	cannotStart = 126
)

func main() {
	os.Exit(run())
}

func run() int {
	// The kernel's promise to end the child with its parent is about the thread that started it.
	runtime.LockOSThread()
	command, err := commandOf(os.Args)
	if err != nil {
		return failed(err)
	}
	if order := os.Getenv(explainVariable); order != "" && os.Getenv(apiVariable) != "" {
		return failed(explain(command, os.Environ(), os.Getenv(apiVariable), order))
	}
	proxy, err := listen(os.Getenv(apiVariable))
	if err != nil {
		return failed(err)
	}
	meter := newMeter(os.Getenv)
	proxy.meter = meter
	environment := withVariable(os.Environ(), apiVariable, proxy.address())
	signals := make(chan os.Signal, 16)
	signal.Notify(signals)
	attributes := &os.ProcAttr{
		Env:   environment,
		Files: []*os.File{os.Stdin, os.Stdout, os.Stderr},
		Sys:   &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL},
	}
	// Who loses its parent is ours from then on: what a start costs is what all its processes cost. Kernels before 3.4 do not have it.
	syscall.RawSyscall(syscall.SYS_PRCTL, setChildSubreaper, 1, 0)
	go proxy.serve()
	meter.spawned = time.Now()
	child, err := os.StartProcess(command[0], command, attributes)
	if err != nil {
		return failed(err)
	}
	meter.setChild(child.Pid)
	go forward(signals, child)
	status, err := reap(child.Pid, meter)
	if err != nil {
		return failed(err)
	}
	meter.exited()
	return endAs(status)
}

// reap waits for the child, and on the way for the orphans that it leaves.
func reap(child int, meter *meter) (status syscall.WaitStatus, err error) {
	for {
		var used syscall.Rusage
		pid, err := syscall.Wait4(-1, &status, 0, &used)
		switch {
		case err == syscall.EINTR:
		case err != nil || pid == child:
			return status, err
		default:
			meter.reaped(time.Duration(used.Utime.Nano()+used.Stime.Nano()), used.Majflt)
		}
	}
}

func failed(err error) int {
	fmt.Fprintln(os.Stderr, "coldgate probe:", err)
	return cannotStart
}

func commandOf(arguments []string) ([]string, error) {
	if len(arguments) > 1 {
		return arguments[1:], nil
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return []string{filepath.Join(filepath.Dir(self), original)}, nil
}

func withVariable(environment []string, name, value string) []string {
	changed := make([]string, 0, len(environment)+1)
	for _, entry := range environment {
		if !strings.HasPrefix(entry, name+"=") {
			changed = append(changed, entry)
		}
	}
	return append(changed, name+"="+value)
}

// forward hands on every signal that is meant for the function.
func forward(signals <-chan os.Signal, child *os.Process) {
	for received := range signals {
		switch received {
		case syscall.SIGCHLD, syscall.SIGURG, syscall.SIGPIPE:
			// Our own: the child's end, and what Go's scheduler and sockets send themselves.
		default:
			child.Signal(received)
		}
	}
}

// endAs gives the child's exit code, or ends by the signal that ended the child.
func endAs(status syscall.WaitStatus) int {
	if !status.Signaled() {
		return status.ExitStatus()
	}
	signal.Reset()
	syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{})
	syscall.Kill(os.Getpid(), status.Signal())
	time.Sleep(time.Second)
	return 128 + int(status.Signal())
}

func listen(upstream string) (*proxy, error) {
	if upstream == "" {
		return nil, fmt.Errorf("%s is not set: this is no Lambda", apiVariable)
	}
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	return &proxy{listener: listener, upstream: upstream}, nil
}
