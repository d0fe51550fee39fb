package main

import "syscall"

// adoptOrphans makes this process the parent of those whose own parent dies, so that it can
// reap the processes that a runner leaves behind: not every container has an init that does so.
func adoptOrphans() {
	const prSetChildSubreaper = 36
	_, _, _ = syscall.RawSyscall(syscall.SYS_PRCTL, prSetChildSubreaper, 1, 0)
}

// reapOrphans must be called last, because it reaps all children.
func reapOrphans() {
	for {
		pid, err := syscall.Wait4(-1, nil, syscall.WNOHANG, nil)
		if err != nil && err != syscall.EINTR || pid == 0 {
			return
		}
	}
}
