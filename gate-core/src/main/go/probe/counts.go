package main

import (
	"bytes"
	"os"
	"strconv"
	"strings"
)

// counts are what the kernel has counted of processes; a negative one is not known.
type counts struct {
	majorFaults int64 // page faults that waited for a disk
	readBytes   int64 // what read calls returned, from the page cache, pipes and sockets too
	sockets     int64 // open ones; one that several processes share counts once
}

// countsOf sums over these processes, the first of which is the function's own: where the system does not tell of that one, the
// count is not known. Children that a process has waited for are in its accounts.
func countsOf(pids []int, inherited map[string]bool) (sum counts) {
	sockets := map[string]bool{}
	seen := false
	for i, pid := range pids {
		process := "/proc/" + strconv.Itoa(pid)
		sum.majorFaults = plus(sum.majorFaults, faultsIn(read(process+"/stat")), i == 0)
		sum.readBytes = plus(sum.readBytes, readBytesIn(read(process+"/io")), i == 0)
		told := addSockets(process, sockets)
		seen = seen || i == 0 && told
	}
	for name := range inherited {
		delete(sockets, name)
	}
	sum.sockets = int64(len(sockets))
	if !seen {
		sum.sockets = -1
	}
	return sum
}

var unknown = counts{-1, -1, -1}

func plus(sum, more int64, first bool) int64 {
	switch {
	case first:
		return more
	case sum < 0 || more < 0:
		return sum
	}
	return sum + more
}

func read(path string) []byte {
	text, _ := os.ReadFile(path)
	return text
}

// faultsIn reads majflt and cmajflt (proc_pid_stat(5)).
func faultsIn(stat []byte) int64 {
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	if len(fields) < 11 {
		return -1
	}
	own, _ := strconv.ParseInt(string(fields[9]), 10, 64)
	reaped, _ := strconv.ParseInt(string(fields[10]), 10, 64)
	return own + reaped
}

// readBytesIn reads rchar (proc_pid_io(5)), the first line.
func readBytesIn(io []byte) int64 {
	fields := bytes.Fields(io)
	if len(fields) < 2 || string(fields[0]) != "rchar:" {
		return -1
	}
	number, err := strconv.ParseInt(string(fields[1]), 10, 64)
	if err != nil {
		return -1
	}
	return number
}

// addSockets adds the sockets that a process has open, and tells whether the system lets them be seen.
func addSockets(process string, found map[string]bool) bool {
	folder, err := os.Open(process + "/fd")
	if err != nil {
		return false
	}
	defer folder.Close()
	names, _ := folder.Readdirnames(-1)
	for _, name := range names {
		if target, err := os.Readlink(process + "/fd/" + name); err == nil && strings.HasPrefix(target, "socket:[") {
			found[target] = true
		}
	}
	return true
}

// ownSockets are those of the probe, of which the function inherits at most input and outputs: they are none of its init's.
func ownSockets() map[string]bool {
	own := map[string]bool{}
	addSockets("/proc/self", own)
	return own
}
