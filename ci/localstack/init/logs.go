package main

import (
	"os"
	"sync"
	"syscall"
	"time"
	"unsafe"
)

// Enough for any tail (4 KB) and for LocalStack's log streams; older output is dropped.
const maxLog = 1 << 20

// logs collects the function's output, and also prints it on this process's own output.
type logs struct {
	out  *os.File // the function writes here
	in   *os.File
	lock sync.Mutex
	text []byte
}

func newLogs() (*logs, error) {
	in, out, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	l := &logs{in: in, out: out}
	go l.collect()
	return l, nil
}

// collect reads under the lock, so that a holder of the lock does not miss bytes between the pipe and the text.
func (l *logs) collect() {
	pipe, err := l.in.SyscallConn()
	if err != nil {
		return
	}
	buffer := make([]byte, 64<<10)
	for ended := false; !ended; {
		err := pipe.Read(func(fd uintptr) bool {
			l.lock.Lock()
			defer l.lock.Unlock()
			n, err := syscall.Read(int(fd), buffer)
			if err == syscall.EAGAIN || err == syscall.EINTR {
				return false
			}
			ended = err != nil || n == 0
			if !ended {
				os.Stdout.Write(buffer[:n])
				l.append(buffer[:n])
			}
			return true
		})
		ended = ended || err != nil
	}
}

func (l *logs) append(text []byte) {
	l.text = append(l.text, text...)
	if over := len(l.text) - maxLog; over > 0 {
		l.text = append([]byte(nil), l.text[over:]...)
	}
}

func (l *logs) print(text string) {
	l.lock.Lock()
	defer l.lock.Unlock()
	l.append([]byte(text))
}

// take waits until all output has been read, returns it and clears it.
func (l *logs) take() string {
	for deadline := time.Now().Add(time.Second); ; time.Sleep(50 * time.Microsecond) {
		l.lock.Lock()
		if l.unread() == 0 || time.Now().After(deadline) {
			text := string(l.text)
			l.text = nil
			l.lock.Unlock()
			return text
		}
		l.lock.Unlock()
	}
}

// drain waits like take but keeps the text, so that a line of the init follows the function's output.
func (l *logs) drain() {
	text := l.take()
	l.lock.Lock()
	defer l.lock.Unlock()
	l.text = append([]byte(text), l.text...)
}

func (l *logs) unread() (n int32) {
	pipe, err := l.in.SyscallConn()
	if err != nil {
		return 0
	}
	pipe.Control(func(fd uintptr) {
		syscall.Syscall(syscall.SYS_IOCTL, fd, syscall.TIOCINQ, uintptr(unsafe.Pointer(&n)))
	})
	return n
}
