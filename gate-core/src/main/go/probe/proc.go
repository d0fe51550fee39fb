package main

import (
	"bytes"
	"os"
	"strconv"
	"syscall"
	"unsafe"
)

// cpuTimes are times on a core and waited for one, of all threads; busiest is the largest time on a core of a single thread.
// Where somebody has ended, the waiting is a lower bound.
type cpuTimes struct {
	run, wait, busiest int64
	ended              bool
	several            bool // whether there was more than one process
}

// least is the least that a wall time would have been without neighbours: less all that the threads waited, but not less than
// what one of them computed. Where somebody has ended whose waiting nobody knows, all that was not computed may have been waiting.
func (c cpuTimes) least(wall int64) int64 {
	bound := wall - c.wait
	if c.ended {
		bound = 0
	}
	if bound < c.busiest {
		bound = c.busiest
	}
	if bound > wall {
		return wall
	}
	return bound
}

// tick is the kernel's USER_HZ in nanoseconds.
const tick = 10_000_000

// descendants are all that descends from the probe: its child, and as the probe is their reaper, orphans too.
func descendants(probe int) []int {
	found := childrenOf(probe)
	for i := 0; i < len(found); i++ {
		found = append(found, childrenOf(found[i])...)
	}
	return found
}

// treeTimes sums over these processes.
func treeTimes(pids []int) (sum cpuTimes, known bool) {
	for _, pid := range pids {
		one, ok := cpuTimesOf(pid)
		sum.several = sum.several || known && ok
		known = known || ok
		sum.run += one.run
		sum.wait += one.wait
		sum.ended = sum.ended || one.ended
		if one.busiest > sum.busiest {
			sum.busiest = one.busiest
		}
	}
	return sum, known
}

// cpuTimesOf sums the first two fields of schedstat over the process's threads (kernel documentation, sched-stats.txt): time on a
// core and time waited for one, in nanoseconds. Threads that have ended are in the process's clock, also in nanoseconds; children
// that were waited for are in its stat, in ticks.
func cpuTimesOf(pid int) (sum cpuTimes, known bool) {
	tasks := "/proc/" + strconv.Itoa(pid) + "/task"
	for _, name := range namesIn(tasks) {
		text, err := os.ReadFile(tasks + "/" + name + "/schedstat")
		if err != nil {
			continue
		}
		fields := bytes.Fields(text)
		if len(fields) < 2 {
			continue
		}
		run, runErr := strconv.ParseInt(string(fields[0]), 10, 64)
		wait, waitErr := strconv.ParseInt(string(fields[1]), 10, 64)
		if runErr == nil && waitErr == nil {
			sum.run += run
			sum.wait += wait
			if run > sum.busiest {
				sum.busiest = run
			}
			known = true
		}
	}
	// A living thread may run between the two readings; what has ended is told by more than that.
	if clock := processClock(pid); clock > sum.run {
		sum.ended = clock-sum.run > tick
		sum.run = clock
	}
	if stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat"); err == nil {
		sum.addReaped(stat)
	}
	return sum, known
}

// processClock reads the CPU clock of another process (clock_gettime(2), clock_getcpuclockid(3)); 0 where there is none.
func processClock(pid int) int64 {
	var time syscall.Timespec
	clock := uintptr(^pid<<3 | 2)
	_, _, errno := syscall.RawSyscall(syscall.SYS_CLOCK_GETTIME, clock, uintptr(unsafe.Pointer(&time)), 0)
	if errno != 0 {
		return 0
	}
	return time.Nano()
}

// addReaped adds the children that a process has waited for (proc_pid_stat(5): cutime, cstime), rounded down to ticks.
func (c *cpuTimes) addReaped(stat []byte) {
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	if len(fields) < 15 {
		return
	}
	user, _ := strconv.ParseInt(string(fields[13]), 10, 64)
	system, _ := strconv.ParseInt(string(fields[14]), 10, 64)
	c.run += (user + system) * tick
	c.ended = c.ended || user+system > 0 || string(fields[8]) != "0"
}

func namesIn(path string) []string {
	folder, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer folder.Close()
	names, _ := folder.Readdirnames(-1)
	return names
}

// treeMemory sums the peak resident memory of all living processes that descend from the probe, in bytes.
func treeMemory(probe int) (sum int64) {
	for _, child := range childrenOf(probe) {
		sum += peakMemory(child)
	}
	return sum
}

// peakMemory sums the peak resident memory (VmHWM) of the process and its children, in bytes.
func peakMemory(pid int) int64 {
	status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return 0
	}
	sum := int64(0)
	if at := bytes.Index(status, []byte("VmHWM:")); at >= 0 {
		fields := bytes.Fields(status[at+len("VmHWM:"):])
		if len(fields) > 0 {
			kilobytes, _ := strconv.ParseInt(string(fields[0]), 10, 64)
			sum = kilobytes << 10
		}
	}
	for _, child := range childrenOf(pid) {
		sum += peakMemory(child)
	}
	return sum
}

func childrenOf(pid int) (children []int) {
	tasks := "/proc/" + strconv.Itoa(pid) + "/task"
	for _, name := range namesIn(tasks) {
		text, _ := os.ReadFile(tasks + "/" + name + "/children")
		for _, field := range bytes.Fields(text) {
			if child, err := strconv.Atoi(string(field)); err == nil {
				children = append(children, child)
			}
		}
	}
	return children
}
