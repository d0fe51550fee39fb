package main

import (
	"bytes"
	"os"
	"runtime"
	"strconv"
	"syscall"
	"time"
)

// ends of a start, as the document names them.
const (
	endNext     = "next"     // it asked for an event
	endStopped  = "stopped"  // the signal ended it on its way
	endDumped   = "dumped"   // it said where it is, and went on
	endIgnored  = "ignored"  // the signal did not end it
	endExited   = "exited"   // it ended by itself
	endError    = "error"    // it reported that its init failed
	endPatience = "patience" // it took too long
	endAnswered = "answered" // it answered the event
	endSpawn    = "spawn"    // it could not be started
)

const (
	// Below this the end of a wait is awaited on the core: a timer comes up to 0.1 ms late.
	spin = 150 * time.Microsecond

	// A runtime prints its stacks within milliseconds; whoever is alive after this does something else with the signal.
	dumping = 500 * time.Millisecond

	// How often output is looked at for the end of a dump; the start no longer counts by then.
	betweenDumps = 2 * time.Millisecond

	// How many bytes of a start's output are kept: half of them its first, half its last.
	mostLog = 256 << 10
)

// The last line of a JVM's thread dump begins so (HotSpot, vmOperations.cpp, VM_PrintThreads).
var endOfJavaDump = []byte("JNI global ref")

// start is one start of the function; times count from just before its process is made.
type start struct {
	kind     string
	offset   time.Duration // when to stop it
	signal   syscall.Signal
	patience time.Duration
	event    *invocation // what to answer with; nil: nothing

	end     string
	exec    time.Duration // when its program was in place
	connect time.Duration // when it connected to the Runtime API
	next    time.Duration // when it asked for an event
	stop    time.Duration // when the signal was sent
	handler time.Duration // from the event to the answer
	reaped  bool          // its end has been received
	out     *output
	at      counters
	known   bool
	log     []byte
}

func (s *start) run(command, environment []string) {
	api, err := listenForOne()
	if err != nil {
		s.end = endSpawn
		return
	}
	defer api.close()
	out, err := newOutput()
	if err != nil {
		s.end = endSpawn
		return
	}
	defer out.close()
	s.out = out
	null, err := syscall.Open(os.DevNull, syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
	if err != nil {
		s.end = endSpawn
		return
	}
	defer syscall.Close(null)
	attributes := &syscall.ProcAttr{
		Env:   withVariable(environment, apiVariable, api.address()),
		Files: []uintptr{uintptr(null), out.plain.writer(), out.errors.writer()},
		Sys:   &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true},
	}
	go api.serve(s.event)
	began := time.Now()
	pid, err := syscall.ForkExec(command[0], command, attributes)
	s.exec = time.Since(began)
	if err != nil {
		s.end = endSpawn
		s.log = []byte(err.Error())
		return
	}
	out.began()
	exited := make(chan syscall.WaitStatus, 1)
	go awaitEnd(pid, exited)
	s.follow(pid, began, api, exited)
	syscall.Kill(-pid, syscall.SIGKILL)
	syscall.Kill(pid, syscall.SIGKILL)
	if !s.reaped {
		<-exited
	}
	endOrphans()
	if !s.at.taken && api.connected().After(began) {
		s.connect = api.connected().Sub(began)
	}
	if s.end != endDumped {
		// A reported error, or a dump, is its last word.
		s.log = append(append([]byte(nil), out.errors.soFar()...), s.log...)
	}
	if s.kind == stopped && s.end == endStopped {
		s.log = mainStack(s.log)
	}
}

// follow waits for whatever comes first.
func (s *start) follow(pid int, began time.Time, api *oneAPI, exited <-chan syscall.WaitStatus) {
	var stopAt <-chan time.Time
	if s.kind == stopped {
		stopAt = time.After(s.offset - s.exec - spin)
	}
	patience := time.NewTimer(s.patience)
	defer patience.Stop()
	for {
		select {
		case at := <-api.asked:
			s.asked(pid, at.Sub(began), api, began)
			if s.event == nil {
				return
			}
		case took := <-api.answered:
			s.handler = took
			s.end = endAnswered
			return
		case body := <-api.failed:
			s.end = endError
			s.log = body
			return
		case <-stopAt:
			s.stopNow(pid, began, api, exited)
			return
		case <-exited:
			s.reaped = true
			s.end = endExited
			return
		case <-patience.C:
			if s.next == 0 {
				// The dump shows where it hangs.
				s.dump(pid, exited)
			}
			s.end = endPatience
			return
		}
	}
}

func (s *start) asked(pid int, next time.Duration, api *oneAPI, began time.Time) {
	s.next = next
	s.connect = api.connected().Sub(began)
	s.end = endNext
	s.at = countersOf(pid)
	s.known = s.at.taken
}

// stopNow sends the signal at the very moment, and waits for the end.
func (s *start) stopNow(pid int, began time.Time, api *oneAPI, exited <-chan syscall.WaitStatus) {
	for time.Since(began) < s.offset {
		runtime.Gosched()
	}
	select {
	case at := <-api.asked:
		s.asked(pid, at.Sub(began), api, began)
		return
	default:
	}
	s.stop = time.Since(began)
	s.end = s.dump(pid, exited)
}

// dump sends the signal at which runtimes print their stacks, and returns how the start took it.
func (s *start) dump(pid int, exited <-chan syscall.WaitStatus) string {
	syscall.Kill(pid, s.signal)
	deadline := time.After(dumping)
	for {
		select {
		case <-exited:
			s.reaped = true
			return endStopped
		case <-deadline:
			return endIgnored
		case <-time.After(betweenDumps):
			// A JVM prints its stacks and goes on.
			if dump := s.out.plain.soFar(); bytes.Contains(dump, endOfJavaDump) {
				s.log = mainThread(dump)
				return endDumped
			}
		}
	}
}

// awaitEnd leaves orphans to the explainer: they are ended with the group, and reaped with it.
func awaitEnd(pid int, exited chan<- syscall.WaitStatus) {
	var status syscall.WaitStatus
	for {
		_, err := syscall.Wait4(pid, &status, 0, nil)
		if err != syscall.EINTR {
			exited <- status
			return
		}
	}
}

// endOrphans ends whoever left the start's group and came to the probe, its reaper, when the start had ended: each of them may
// leave more.
func endOrphans() {
	for orphans := childrenOf(os.Getpid()); len(orphans) > 0; orphans = childrenOf(os.Getpid()) {
		for _, orphan := range orphans {
			syscall.Kill(orphan, syscall.SIGKILL)
			if _, err := syscall.Wait4(orphan, nil, 0, nil); err == syscall.ECHILD {
				return
			}
		}
	}
}

// mainStack keeps what is said of the first goroutine, which is the one that starts; a dump of many goroutines is long. What is no
// dump of Go's stays as it is.
func mainStack(dump []byte) []byte {
	at := bytes.Index(dump, []byte("\ngoroutine 1 "))
	if at < 0 {
		return dump
	}
	block := dump[at+1:]
	if end := bytes.Index(block, []byte("\n\n")); end >= 0 {
		block = block[:end+1]
	}
	return block
}

// mainThread keeps the same of a JVM's dump.
func mainThread(dump []byte) []byte {
	head := bytes.Index(dump, []byte("Full thread dump "))
	at := bytes.Index(dump, []byte("\n\"main\" "))
	if head < 0 || at < head {
		return dump[:int(min(int64(len(dump)), 1<<10))]
	}
	line := dump[head:]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	block := dump[at:]
	if end := bytes.Index(block[1:], []byte("\n\n")); end >= 0 {
		block = block[:end+2]
	}
	return append(append([]byte(nil), line...), block...)
}

// counters are what the kernel counted of the start's process up to its first request for work.
type counters struct {
	taken                    bool
	cpu                      cpuTimes
	minorFaults, majorFaults int64
	readBytes, readCalls     int64
	writtenBytes, diskBytes  int64
	sockets                  int64
}

// countersOf reads /proc/PID/stat (proc_pid_stat(5): minflt) and io (proc_pid_io(5)), besides what a measured start counts too.
func countersOf(pid int) (c counters) {
	folder := "/proc/" + strconv.Itoa(pid)
	c.cpu, c.taken = cpuTimesOf(pid)
	if stat, err := os.ReadFile(folder + "/stat"); err == nil {
		fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
		if len(fields) > 7 {
			c.minorFaults, _ = strconv.ParseInt(string(fields[7]), 10, 64)
		}
	}
	if io, err := os.ReadFile(folder + "/io"); err == nil {
		c.writtenBytes = valueOf(io, "wchar: ")
		c.readCalls = valueOf(io, "syscr: ")
		c.diskBytes = valueOf(io, "\nread_bytes: ")
	}
	counted := countsOf([]int{pid}, nil)
	c.majorFaults, c.readBytes, c.sockets = orZero(counted.majorFaults), orZero(counted.readBytes), orZero(counted.sockets)
	return c
}

// orZero is for what the system does not tell.
func orZero(count int64) int64 {
	if count < 0 {
		return 0
	}
	return count
}

func valueOf(text []byte, name string) int64 {
	at := bytes.Index(text, []byte(name))
	if at < 0 {
		return 0
	}
	line := text[at+len(name):]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	value, _ := strconv.ParseInt(string(bytes.TrimSpace(line)), 10, 64)
	return value
}
