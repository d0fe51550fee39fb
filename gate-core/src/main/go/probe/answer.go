package main

import (
	"net"
	"strings"
	"syscall"
	"time"
)

// explain takes the starts, and answers every invocation of this environment with the document.
func explain(command, environment []string, upstream, text string) error {
	// Whoever loses its parent comes to the probe, and is ended with the start that it came from.
	syscall.RawSyscall(syscall.SYS_PRCTL, setChildSubreaper, 1, 0)
	x := newExplainer(command, environment, text)
	x.run()
	for {
		id, event, err := await(upstream)
		if err != nil {
			return err
		}
		x.handle(event)
		if err := reply(upstream, id, x.document.text()); err != nil {
			return err
		}
		// A second invocation of the same environment has nothing new but its own event.
		x.order.counts[handled] = 0
	}
}

// handle takes the starts that are given the event.
func (x *explainer) handle(event *invocation) {
	deadline := time.Now().Add(x.order.duration)
	for i := 0; i < x.order.counts[handled]; i++ {
		if x.hung || time.Now().After(deadline) || x.document.size() > mostBytes {
			x.document.left++
			continue
		}
		s := &start{kind: handled, patience: time.Until(deadline), event: event}
		s.run(x.command, x.environment)
		x.document.add(s)
	}
}

// await asks the true Runtime API for the invocation.
func await(upstream string) (id string, e *invocation, err error) {
	head, body, err := ask(upstream, "GET "+nextPath+" HTTP/1.1\r\nHost: "+upstream+"\r\n\r\n")
	if err != nil {
		return "", nil, err
	}
	e = &invocation{body: body}
	for _, line := range strings.Split(string(head), "\r\n")[1:] {
		name := strings.ToLower(line)
		if line != "" && !strings.HasPrefix(name, "content-length:") && !strings.HasPrefix(name, "transfer-encoding:") &&
			!strings.HasPrefix(name, "connection:") {
			e.headers = append(e.headers, line)
		}
	}
	return requestID(head), e, nil
}

func reply(upstream, id, text string) error {
	_, _, err := ask(upstream, "POST "+invocationPath+id+"/response HTTP/1.1\r\nHost: "+upstream+"\r\n"+
		string(message("", []string{"Content-Type: application/json"}, []byte(text))[len("HTTP/1.1 \r\n"):]))
	return err
}

func ask(upstream, request string) (head, body []byte, err error) {
	connection, err := net.Dial("tcp", upstream)
	if err != nil {
		return nil, nil, err
	}
	defer connection.Close()
	if _, err := connection.Write([]byte(request)); err != nil {
		return nil, nil, err
	}
	head, body, ok := readMessage(connection, nil)
	if !ok {
		return nil, nil, syscall.ECONNRESET
	}
	return head, body, nil
}
