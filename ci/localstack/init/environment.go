package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"os"
	"time"
)

// settings are LocalStack's settings of the function, and the way to start its runtime.
type settings struct {
	endpoint, id string
	version      string
	memory       int
	timeout      time.Duration
	start        func(out *os.File) (*process, error)
}

// invocation is the document that LocalStack posts to /invoke.
type invocation struct {
	ID      string `json:"invoke-id"`
	ARN     string `json:"invoked-function-arn"`
	Payload string `json:"payload"`
	Trace   string `json:"trace-id"`
}

type answer struct {
	body   []byte
	failed bool
}

// environment is one execution environment: it outlives its runtime's process.
type environment struct {
	settings
	logs    *logs
	process *process
	next    chan struct{}   // the runtime asks for work
	work    chan invocation // its invocation
	answers chan answer     // its answer to the present invocation
	refused chan []byte     // its report of a failed init
	current chan string     // holds the request id that may be answered; empty string for none
}

func newEnvironment(s settings) *environment {
	e := &environment{
		settings: s,
		next:     make(chan struct{}),
		work:     make(chan invocation),
		answers:  make(chan answer, 1),
		refused:  make(chan []byte, 1),
		current:  make(chan string, 1),
	}
	e.current <- ""
	return e
}

// initialise starts the runtime and reports the outcome to LocalStack.
func (e *environment) initialise() {
	var err error
	if e.logs, err = newLogs(); err != nil {
		e.post("status/"+e.id+"/error", document("Runtime.Unknown", err.Error()))
		return
	}
	if problem := e.startAndWait(nil); problem != nil {
		e.post("status/"+e.id+"/error", problem)
		return
	}
	e.post("status/"+e.id+"/ready", []byte("{}"))
}

// startAndWait starts the runtime and waits for its first next; it returns an error document when there is none.
func (e *environment) startAndWait(limit <-chan time.Time) []byte {
	process, err := e.start(e.logs.out)
	if err != nil {
		return document("Runtime.InvalidEntrypoint", err.Error())
	}
	e.process = process
	select {
	case <-e.next:
		return nil
	case problem := <-e.refused:
		process.kill()
		return problem
	case <-process.done:
		// A runtime that reports its failure and exits immediately: the report takes precedence.
		select {
		case problem := <-e.refused:
			return problem
		default:
			return document("Runtime.ExitError", process.ended)
		}
	case <-limit:
		process.kill()
		return nil
	}
}

// serve runs one invocation to its end and reports it.
func (e *environment) serve(i invocation) {
	e.logs.print(fmt.Sprintf("START RequestId: %s Version: %s\n", i.ID, e.version))
	began := time.Now()
	result := e.handle(i)
	took := time.Since(began)
	e.logs.drain()
	// LocalStack's own init does not know the memory used either, and prints the memory size.
	e.logs.print(fmt.Sprintf(
		"END RequestId: %s\nREPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %.0f ms\tMemory Size: %d MB\tMax Memory Used: %d MB\t\n",
		i.ID, i.ID, milliseconds(took), math.Ceil(milliseconds(took)), e.memory, e.memory))
	text, _ := json.Marshal(map[string]string{"logs": e.logs.take()})
	e.post("invocations/"+i.ID+"/logs", text)
	kind := "/response"
	if result.failed {
		kind = "/error"
	}
	e.post("invocations/"+i.ID+kind, result.body)
}

func (e *environment) handle(i invocation) answer {
	limit := time.NewTimer(e.timeout)
	defer limit.Stop()
	if e.process == nil || e.hasEnded() {
		// As on Lambda: the next invocation pays for a new init.
		if problem := e.startAndWait(limit.C); problem != nil {
			return answer{problem, true}
		}
		if e.hasEnded() {
			return e.timedOut(i)
		}
	}
	e.setCurrent(i.ID)
	defer e.setCurrent("")
	// The runtime's request waits behind e.next; it gets the work, then its answer arrives, then its following next.
	var work chan invocation = e.work
	for {
		select {
		case work <- i:
			work = nil
		case <-e.next:
			return e.given(document("Runtime.Unknown", "the runtime asked for work and had not answered"))
		case <-e.process.done:
			return e.given(document("Runtime.ExitError", "RequestId: "+i.ID+" Error: "+e.process.ended))
		case <-limit.C:
			e.process.kill()
			return e.timedOut(i)
		}
	}
}

// given returns the runtime's answer, or the problem if there is no answer.
func (e *environment) given(problem []byte) answer {
	select {
	case a := <-e.answers:
		return a
	default:
		return answer{problem, true}
	}
}

func (e *environment) hasEnded() bool {
	select {
	case <-e.process.done:
		return true
	default:
		return false
	}
}

func (e *environment) timedOut(i invocation) answer {
	text := fmt.Sprintf("%s %s Task timed out after %.2f seconds",
		time.Now().UTC().Format("2006-01-02T15:04:05.000Z"), i.ID, e.timeout.Seconds())
	body, _ := json.Marshal(map[string]string{"errorMessage": text})
	return answer{body, true}
}

func (e *environment) setCurrent(id string) {
	<-e.current
	e.current <- id
	select {
	case <-e.answers: // of an invocation that is over
	default:
	}
}

// post sends a result to LocalStack. LocalStack is on the same machine, and a failed post cannot be reported to anything else.
func (e *environment) post(path string, body []byte) {
	response, err := http.Post(e.endpoint+"/"+path, "application/json", bytes.NewReader(body))
	if err != nil {
		fmt.Fprintln(os.Stderr, "init:", err)
		return
	}
	response.Body.Close()
}

func document(errorType, message string) []byte {
	body, _ := json.Marshal(map[string]string{"errorMessage": message, "errorType": errorType})
	return body
}

func milliseconds(d time.Duration) float64 {
	return float64(d) / float64(time.Millisecond)
}
