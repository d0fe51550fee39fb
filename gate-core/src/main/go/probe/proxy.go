package main

import (
	"bytes"
	"io"
	"net"
	"sync/atomic"
	"time"
)

const (
	// Requests of runtimes have heads of some hundred bytes; a larger one than this passes through unread.
	maxHead = 64 << 10

	nextPath       = "/2018-06-01/runtime/invocation/next"
	invocationPath = "/2018-06-01/runtime/invocation/"
	initErrorPath  = "/2018-06-01/runtime/init/error"
)

// proxy hands on what goes over each connection, byte by byte; only Host names the true service.
type proxy struct {
	listener net.Listener
	upstream string
	meter    *meter
}

func (p *proxy) address() string { return p.listener.Addr().String() }

func (p *proxy) serve() {
	for {
		connection, err := p.listener.Accept()
		if err != nil {
			return
		}
		go p.handle(connection)
	}
}

// exchange is one connection of the runtime's. asked is 1 from a request for work until the first byte of its answer.
type exchange struct {
	proxy    *proxy
	runtime  net.Conn
	upstream net.Conn
	asked    int32
}

func (p *proxy) handle(runtime net.Conn) {
	defer runtime.Close()
	// What the runtime asks first is read, and its time taken, before anything else is done.
	buffer := make([]byte, 32<<10)
	n, err := runtime.Read(buffer)
	if err != nil {
		return
	}
	received := time.Now()
	upstream, err := net.Dial("tcp", p.upstream)
	if err != nil {
		return
	}
	defer upstream.Close()
	x := &exchange{proxy: p, runtime: runtime, upstream: upstream}
	go x.answers()
	x.requests(buffer, n, received)
}

// answers goes from the service to the runtime.
func (x *exchange) answers() {
	buffer := make([]byte, 32<<10)
	for {
		n, err := x.upstream.Read(buffer)
		if n > 0 {
			if atomic.CompareAndSwapInt32(&x.asked, 1, 0) {
				x.proxy.meter.handedOver(requestID(buffer[:n]))
			}
			if _, err := x.runtime.Write(buffer[:n]); err != nil {
				break
			}
		}
		if err != nil {
			break
		}
	}
	// No more answers: the runtime shall see that, as it would see it from the service.
	closeWrite(x.runtime)
}

func closeWrite(connection net.Conn) {
	if half, ok := connection.(*net.TCPConn); ok {
		half.CloseWrite()
	}
}

// requests goes from the runtime to the service. It follows where each request begins and ends.
func (x *exchange) requests(buffer []byte, n int, received time.Time) {
	var follow follower
	for {
		rest := buffer[:n]
		for len(rest) > 0 {
			part, event := follow.take(rest)
			rest = rest[len(part):]
			if event == headComplete {
				if !admits(follow.head) {
					io.WriteString(x.runtime, refusal)
					return
				}
				x.head(&follow, received)
				part = x.ownHost(follow.head)
			}
			if follow.ended() && follow.answers {
				// The line is out before the service knows that the invocation is over.
				x.proxy.meter.answered()
				follow.answers = false
			}
			if event != headIncomplete {
				if _, err := x.upstream.Write(part); err != nil {
					return
				}
			}
		}
		var err error
		if n, err = x.runtime.Read(buffer); err != nil {
			if err == io.EOF {
				x.upstream.Write(follow.pending())
				closeWrite(x.upstream)
			}
			return
		}
		received = time.Now()
	}
}

func (x *exchange) head(follow *follower, received time.Time) {
	method, path := follow.target()
	switch {
	case method == "GET" && path == nextPath:
		x.proxy.meter.asksForWork(received)
		atomic.StoreInt32(&x.asked, 1)
	case method == "POST" && path == initErrorPath:
		x.proxy.meter.initFailed()
	case method == "POST" && len(path) > len(invocationPath) && path[:len(invocationPath)] == invocationPath:
		follow.answers = true
	}
}

// ownHost is the head as the runtime would have sent it to the service itself.
func (x *exchange) ownHost(head []byte) []byte {
	return bytes.Replace(head, []byte(": "+x.proxy.address()+"\r\n"), []byte(": "+x.proxy.upstream+"\r\n"), 1)
}
