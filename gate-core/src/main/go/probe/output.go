package main

import (
	"os"
	"syscall"
	"time"
	"unsafe"
)

const (
	setPipeSize = 1031   // F_SETPIPE_SZ of fcntl(2)
	bytesThere  = 0x541b // FIONREAD of ioctl(2)
	pipeSize    = 1 << 20

	// A reader that wakes for each write costs the start up to 4 ms: it looks rarely, and reads before the pipe is full.
	betweenLooks = 5 * time.Millisecond
)

// output is a start's standard output and standard error output.
type output struct {
	plain, errors *pipe
	done          chan struct{}
}

func newOutput() (*output, error) {
	plain, err := newPipe()
	if err != nil {
		return nil, err
	}
	errors, err := newPipe()
	if err != nil {
		plain.close()
		return nil, err
	}
	return &output{plain: plain, errors: errors, done: make(chan struct{})}, nil
}

// began closes this side's ends for writing, and begins to look.
func (o *output) began() {
	for _, p := range []*pipe{o.plain, o.errors} {
		p.input.Close()
		p.input = nil
	}
	go func() {
		for {
			select {
			case <-o.done:
				return
			case <-time.After(betweenLooks):
				o.plain.look()
				o.errors.look()
			}
		}
	}()
}

func (o *output) close() {
	close(o.done)
	o.plain.close()
	o.errors.close()
}

// pipe keeps the first and the last of what is written to it, up to a limit: a runtime prints its trace on the way, its stacks
// at the end. What is between is read and thrown away.
type pipe struct {
	out   *os.File
	input *os.File
	kept  []byte
	last  []byte
	lock  chan struct{}
}

func newPipe() (*pipe, error) {
	var ends [2]int
	if err := syscall.Pipe2(ends[:], syscall.O_CLOEXEC); err != nil {
		return nil, err
	}
	syscall.Syscall(syscall.SYS_FCNTL, uintptr(ends[1]), setPipeSize, pipeSize)
	syscall.SetNonblock(ends[0], true)
	p := &pipe{
		out:   os.NewFile(uintptr(ends[0]), "output"),
		input: os.NewFile(uintptr(ends[1]), "input"),
		lock:  make(chan struct{}, 1),
	}
	return p, nil
}

func (p *pipe) writer() uintptr { return p.input.Fd() }

// look reads when half of the pipe is full.
func (p *pipe) look() {
	p.lock <- struct{}{}
	defer func() { <-p.lock }()
	if p.there() > pipeSize/2 {
		p.drain()
	}
}

func (p *pipe) there() (count int) {
	raw, err := p.out.SyscallConn()
	if err != nil {
		return 0
	}
	raw.Control(func(fd uintptr) {
		var n int32
		syscall.Syscall(syscall.SYS_IOCTL, fd, bytesThere, uintptr(unsafe.Pointer(&n)))
		count = int(n)
	})
	return count
}

func (p *pipe) drain() {
	buffer := make([]byte, 64<<10)
	for p.there() > 0 {
		n, err := p.out.Read(buffer)
		p.keep(buffer[:n])
		if err != nil {
			return
		}
	}
}

func (p *pipe) keep(read []byte) {
	room := mostLog/2 - len(p.kept)
	if room > len(read) {
		room = len(read)
	}
	p.kept = append(p.kept, read[:room]...)
	p.last = append(p.last, read[room:]...)
	if over := len(p.last) - mostLog/2; over > 0 {
		p.last = append(p.last[:0], p.last[over:]...)
	}
}

// soFar gives what was kept of what was written by now.
func (p *pipe) soFar() []byte {
	p.lock <- struct{}{}
	defer func() { <-p.lock }()
	p.drain()
	return append(append([]byte(nil), p.kept...), p.last...)
}

func (p *pipe) close() {
	p.lock <- struct{}{}
	defer func() { <-p.lock }()
	p.out.Close()
	if p.input != nil {
		p.input.Close()
	}
}
