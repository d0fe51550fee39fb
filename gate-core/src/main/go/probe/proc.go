package main

import (
	"bytes"
	"os"
	"strconv"
)

// cpuTimes are times on a core and waited for one, of all threads; busiest is the largest time on a core of a single thread.
type cpuTimes struct{ run, wait, busiest int64 }

// least is the least that a wall time would have been without neighbours: less all that the threads waited, but not less than
// what one of them computed.
func (c cpuTimes) least(wall int64) int64 {
	bound := wall - c.wait
	if bound < c.busiest {
		bound = c.busiest
	}
	if bound > wall {
		return wall
	}
	return bound
}

// cpuTimesOf sums the first two fields of schedstat over the process's threads (kernel documentation, sched-stats.txt):
// time on a core and time waited for one, in nanoseconds. Threads that have ended are not in it.
func cpuTimesOf(pid int) (sum cpuTimes, known bool) {
	tasks := "/proc/" + strconv.Itoa(pid) + "/task"
	folder, err := os.Open(tasks)
	if err != nil {
		return cpuTimes{}, false
	}
	defer folder.Close()
	names, _ := folder.Readdirnames(-1)
	for _, name := range names {
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
	return sum, known
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
	folder, err := os.Open(tasks)
	if err != nil {
		return nil
	}
	defer folder.Close()
	names, _ := folder.Readdirnames(-1)
	for _, name := range names {
		text, _ := os.ReadFile(tasks + "/" + name + "/children")
		for _, field := range bytes.Fields(text) {
			if child, err := strconv.Atoi(string(field)); err == nil {
				children = append(children, child)
			}
		}
	}
	return children
}
