// Command container-probe runs in front of a container image's entry point, so that the measured init begins when the
// image's own program starts and does not include the creation of the container. The embedded Lambda mounts it into the
// container and makes it the entry point.
//
// It is the container's first process, which a Lambda function never is: it starts itself a second time as the holder,
// which prepares everything, reports that it is ready, and becomes the image's program by execve when it receives one
// byte. The first process forwards signals, reaps orphans and reports how the program ended. It ends everything when
// its input ends, which means that the server is gone, for whatever reason.
//
//	container-probe BRAND WORD...    BRAND is the limit of file locks by which a server recognises its processes
package main

import (
	"bufio"
	"os"
	"runtime"
	"strconv"
	"syscall"
)

const (
	// folder is the folder in which the server mounts the probe's files.
	folder = "/.coldgate/"

	// holder is the first argument of the second process.
	holder = "--hold"

	// The exit code that a shell uses.
	notExecutable = 126
	notFound      = 127

	// The exit code of a process that was killed.
	killed = 128 + int(syscall.SIGKILL)

	usage = 2
)

func init() {
	// The thread that becomes the function's is the process's first thread: its CPU time up to then is known and can be
	// subtracted.
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

// obey reads orders, one per line, and ends everything when the input ends.
func obey(child int) {
	orders := bufio.NewScanner(os.Stdin)
	for orders.Scan() {
		if orders.Text() == "term" {
			syscall.Kill(child, syscall.SIGTERM)
		}
	}
	os.Exit(killed)
}

// reap waits for the child and reports how it ended; any other process that ended was an orphan.
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
			// The line arrives some 50 ms before the engine reports the container's end.
			os.Stdout.WriteString("exit " + strconv.Itoa(code) + "\n")
			return code
		}
	}
}

// read returns everything up to the end of the file.
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
