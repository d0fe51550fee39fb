// Evicts each program of FOLDER whose name begins with "cold" from the page cache when it ends, so that each of its
// starts reads from the disk. It is notified of that by inotify and sleeps in between; a start is never disturbed,
// because mapped pages stay.
//
//	beside FOLDER
//
// Prints "ready". Exit: 3 if the page cache of this file system cannot be emptied, 4 on an error.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
	"unsafe"
)

const dontNeed = 4 // POSIX_FADV_DONTNEED

func main() {
	if len(os.Args) != 2 {
		fail(4, "usage: beside FOLDER")
	}
	folder := os.Args[1]
	check(os.MkdirAll(folder, 0o755))
	check(canEvict(filepath.Join(folder, "probe")))
	events, err := syscall.InotifyInit1(syscall.IN_CLOEXEC)
	check(err)
	_, err = syscall.InotifyAddWatch(events, folder, syscall.IN_CLOSE_WRITE|syscall.IN_MOVED_TO|syscall.IN_CLOSE_NOWRITE)
	check(err)
	time.AfterFunc(time.Hour, func() { fail(4, "an hour is over") })
	fmt.Println("ready")
	watch(events, folder)
}

func watch(events int, folder string) {
	// Held open: opening and closing a program each time would itself be an event.
	programs := map[string]*os.File{}
	buffer := make([]byte, 64<<10)
	for {
		n, err := syscall.Read(events, buffer)
		check(err)
		for name, mask := range seen(buffer[:n]) {
			if !strings.HasPrefix(name, "cold") {
				continue
			}
			if programs[name] == nil || mask&(syscall.IN_CLOSE_WRITE|syscall.IN_MOVED_TO) != 0 {
				// Go temporarily creates files with other names, and removes them again.
				programs[name], err = os.Open(filepath.Join(folder, name))
				if errors.Is(err, os.ErrNotExist) {
					delete(programs, name)
				} else {
					check(err)
				}
			}
			if programs[name] != nil {
				check(evict(programs[name]))
			}
		}
	}
}

// seen returns the events of each file: that it was written, or that a process that read or ran it has finished.
func seen(events []byte) map[string]uint32 {
	files := map[string]uint32{}
	for len(events) >= syscall.SizeofInotifyEvent {
		event := (*syscall.InotifyEvent)(unsafe.Pointer(&events[0]))
		next := syscall.SizeofInotifyEvent + int(event.Len)
		files[strings.TrimRight(string(events[syscall.SizeofInotifyEvent:next]), "\x00")] |= event.Mask
		events = events[next:]
	}
	return files
}

func evict(file *os.File) error {
	// Pages that are not on the disk yet would not be evicted.
	if err := file.Sync(); err != nil {
		return err
	}
	if _, _, code := syscall.Syscall6(syscall.SYS_FADVISE64, file.Fd(), 0, 0, dontNeed, 0, 0); code != 0 {
		return code
	}
	return nil
}

// canEvict tries an eviction with a file of its own, and ends the program if pages are left: a file system in memory
// has no other copy of them.
func canEvict(path string) error {
	const size = 1 << 20
	if err := os.WriteFile(path, make([]byte, size), 0o644); err != nil {
		return err
	}
	defer os.Remove(path)
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := evict(file); err != nil {
		return err
	}
	mapped, err := syscall.Mmap(int(file.Fd()), 0, size, syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return err
	}
	defer syscall.Munmap(mapped)
	pages := make([]byte, size/os.Getpagesize())
	_, _, code := syscall.Syscall(
		syscall.SYS_MINCORE, uintptr(unsafe.Pointer(&mapped[0])), size, uintptr(unsafe.Pointer(&pages[0])))
	if code != 0 {
		return code
	}
	for _, page := range pages {
		if page&1 != 0 {
			os.Remove(path)
			fail(3, "the page cache of this file system cannot be emptied")
		}
	}
	return nil
}

func check(err error) {
	if err != nil {
		fail(4, err)
	}
}

func fail(code int, why any) {
	fmt.Fprintln(os.Stderr, why)
	os.Exit(code)
}
