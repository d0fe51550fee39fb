// Command container-probe stands in front of a container image's entry point, so that an init's time begins where the
// image's own program does, and not with the making of a container. The embedded Lambda mounts it into the container and
// makes it the entry point.
//
// It is the container's first process, which a Lambda function's never is: it starts itself once more as the holder, which
// prepares everything, says that it is ready, and becomes the image's program by execve when one byte arrives. The first
// process hands on signals, reaps orphans, passes on how the program ended, and ends everything when its input ends: when
// the server is gone, however that ended.
//
//	container-probe BRAND WORD...    the brand is the limit of file locks by which a server finds its processes again
package main

import (
	"bufio"
	"os"
	"runtime"
	"strconv"
	"syscall"
)

const (
	// folder is where the server mounts what the probe needs.
	folder = "/.coldgate/"

	// holder is the first argument of the second process.
	holder = "--hold"

	// As a shell says it.
	notExecutable = 126
	notFound      = 127

	// What a process that was killed is said to have ended with.
	killed = 128 + int(syscall.SIGKILL)

	usage = 2
)

func init() {
	// The thread that becomes the function's is the process's first: its CPU time so far is then known, and subtracted.
	runtime.LockOSThread()
}

func main() {
	if len(os.Args) > 3 && os.Args[1] == holder {
		os.Exit(hold(os.Args[2], os.Args[3:]))
	}
	if len(os.Args) < 3 {
		os.Stderr.WriteString("usage: container-probe BRAND WORD...\n")
		os.Exit(usage)
	}
	os.Exit(watch(os.Args[1:]))
}

// watch is the first process.
func watch(arguments []string) int {
	var ready [2]int
	if err := syscall.Pipe2(ready[:], syscall.O_CLOEXEC); err != nil {
		return failed("pipe", err)
	}
	null, err := syscall.Open(os.DevNull, syscall.O_RDWR|syscall.O_CLOEXEC, 0)
	if err != nil {
		return failed(os.DevNull, err)
	}
	child, err := syscall.ForkExec(folder+"probe", append([]string{"container-probe", holder}, arguments...), &syscall.ProcAttr{
		Env:   os.Environ(),
		Files: []uintptr{uintptr(null), uintptr(null), uintptr(null), uintptr(ready[1])},
		Sys:   &syscall.SysProcAttr{Setsid: true, Pdeathsig: syscall.SIGKILL},
	})
	if err != nil {
		return failed("start", err)
	}
	syscall.Close(ready[1])
	os.Stdout.Write(read(ready[0]))
	go obey(child)
	return reap(child)
}

// obey reads orders, one a line, and ends everything when there are no more.
func obey(child int) {
	orders := bufio.NewScanner(os.Stdin)
	for orders.Scan() {
		if orders.Text() == "term" {
			syscall.Kill(child, syscall.SIGTERM)
		}
	}
	os.Exit(killed)
}

// reap waits for the child and says how it ended; what else has ended was an orphan of its.
func reap(child int) int {
	for {
		var status syscall.WaitStatus
		pid, err := syscall.Wait4(-1, &status, 0, nil)
		switch {
		case err == syscall.EINTR:
		case err != nil:
			return failed("wait", err)
		case pid == child:
			code := status.ExitStatus()
			if status.Signaled() {
				code = 128 + int(status.Signal())
			}
			// A line arrives some 50 ms before the news of a container's end.
			os.Stdout.WriteString("exit " + strconv.Itoa(code) + "\n")
			return code
		}
	}
}

// read gives all until the end.
func read(file int) []byte {
	var all []byte
	buffer := make([]byte, 4096)
	for {
		n, err := syscall.Read(file, buffer)
		if err == syscall.EINTR {
			continue
		}
		if n <= 0 {
			return all
		}
		all = append(all, buffer[:n]...)
	}
}

func failed(what string, err error) int {
	os.Stdout.WriteString("error " + what + ": " + err.Error() + "\n")
	return notExecutable
}
