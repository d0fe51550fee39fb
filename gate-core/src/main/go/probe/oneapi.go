package main

import (
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"
)

// invocation is what the one real invocation brought.
type invocation struct {
	headers []string // as they came, without those about the connection
	body    []byte
}

// oneAPI is the Runtime API of a single start. It answers the first request for work with the event, where there is one, and
// otherwise never.
type oneAPI struct {
	listener net.Listener
	asked    chan time.Time
	answered chan time.Duration
	failed   chan []byte

	lock        sync.Mutex
	connectedAt time.Time
	handed      time.Time
	open        []net.Conn
}

func listenForOne() (*oneAPI, error) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	return &oneAPI{
		listener: listener,
		asked:    make(chan time.Time, 1),
		answered: make(chan time.Duration, 1),
		failed:   make(chan []byte, 1),
	}, nil
}

func (a *oneAPI) address() string { return a.listener.Addr().String() }

// connected tells when the connection came on which the first request for work was sent.
func (a *oneAPI) connected() time.Time {
	a.lock.Lock()
	defer a.lock.Unlock()
	return a.connectedAt
}

func (a *oneAPI) close() {
	a.listener.Close()
	a.lock.Lock()
	defer a.lock.Unlock()
	for _, connection := range a.open {
		connection.Close()
	}
}

func (a *oneAPI) serve(event *invocation) {
	for {
		connection, err := a.listener.Accept()
		if err != nil {
			return
		}
		came := time.Now()
		a.lock.Lock()
		if a.connectedAt.IsZero() {
			a.connectedAt = came
		}
		a.open = append(a.open, connection)
		a.lock.Unlock()
		go a.handle(connection, event)
	}
}

func (a *oneAPI) handle(connection net.Conn, event *invocation) {
	defer connection.Close()
	buffer := make([]byte, 32<<10)
	for {
		n, err := connection.Read(buffer)
		if err != nil {
			return
		}
		received := time.Now()
		head, body, ok := readMessage(connection, buffer[:n])
		if !ok {
			return
		}
		var f follower
		f.head = head
		if !admits(head) {
			io.WriteString(connection, refusal)
			return
		}
		method, path := f.target()
		if !a.answer(connection, method, path, body, received, event) {
			return
		}
	}
}

// answer tells whether the connection goes on.
func (a *oneAPI) answer(to net.Conn, method, path string, body []byte, received time.Time, event *invocation) bool {
	switch {
	case method == "GET" && path == nextPath:
		select {
		case a.asked <- received:
		default:
			return false // a second request for work: the event was answered, and there is no other
		}
		if event == nil {
			io.Copy(io.Discard, to) // until the start is ended
			return false
		}
		a.lock.Lock()
		a.handed = time.Now()
		a.lock.Unlock()
		_, err := to.Write(message("200 OK", event.headers, event.body))
		return err == nil
	case method == "POST" && path == initErrorPath:
		select {
		case a.failed <- body:
		default:
		}
	case method == "POST" && strings.HasPrefix(path, invocationPath):
		a.lock.Lock()
		took := received.Sub(a.handed)
		a.lock.Unlock()
		select {
		case a.answered <- took:
		default:
		}
	default:
		_, err := to.Write(message("404 Not Found", nil, nil))
		return err == nil
	}
	_, err := to.Write(message("202 Accepted", nil, nil))
	return err == nil
}

func message(status string, headers []string, body []byte) []byte {
	var b strings.Builder
	b.WriteString("HTTP/1.1 " + status + "\r\n")
	for _, header := range headers {
		b.WriteString(header + "\r\n")
	}
	b.WriteString("Content-Length: " + strconv.Itoa(len(body)) + "\r\n\r\n")
	b.Write(body)
	return []byte(b.String())
}

// readMessage reads the rest of a message whose beginning is there; of a chunked body the framing is dropped.
func readMessage(from io.Reader, beginning []byte) (head, content []byte, ok bool) {
	var f follower
	pending := beginning
	buffer := make([]byte, 32<<10)
	for {
		for len(pending) > 0 {
			data := f.left
			if f.chunked {
				// The line end after a chunk is none of it; between chunks nothing is left.
				data -= int64(len("\r\n"))
			}
			part, what := f.take(pending)
			pending = pending[len(part):]
			switch {
			case f.lost || len(content) > mostBytes:
				return nil, nil, false
			case what == headComplete:
				head = append([]byte(nil), f.head...)
			case what == body && data > 0:
				content = append(content, part[:min(data, int64(len(part)))]...)
			}
			if head != nil && f.ended() {
				return head, content, true
			}
		}
		n, err := from.Read(buffer)
		if err != nil {
			return nil, nil, false
		}
		pending = append([]byte(nil), buffer[:n]...)
	}
}
