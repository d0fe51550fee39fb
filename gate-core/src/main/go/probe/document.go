package main

import (
	"bytes"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// lambdasTaskRoot is the folder of the code on Lambda. An emulator may have it elsewhere, and then tells the function so.
const (
	lambdasTaskRoot  = "/var/task"
	taskRootVariable = "LAMBDA_TASK_ROOT"
)

// document is what the invocation is answered with: one object, with an object for each start.
type document struct {
	taskRoot string // the folder of the code here
	starts   strings.Builder
	count    int
	left     int // starts that there was no time or no room for
}

func (d *document) size() int { return d.starts.Len() }

func (d *document) add(s *start) {
	if d.count > 0 {
		d.starts.WriteByte(',')
	}
	d.count++
	b := &d.starts
	b.WriteString(`{"kind":"` + s.kind + `","end":"` + s.end + `"`)
	number := func(name string, value int64) {
		b.WriteString(`,"` + name + `":` + strconv.FormatInt(value, 10))
	}
	moment := func(name string, value time.Duration) {
		if value > 0 {
			number(name, value.Nanoseconds())
		}
	}
	moment("execNanos", s.exec)
	moment("connectNanos", s.connect)
	moment("nextNanos", s.next)
	if s.kind == stopped {
		number("plannedNanos", s.offset.Nanoseconds())
		moment("stopNanos", s.stop)
	}
	moment("handlerNanos", s.handler)
	if s.known {
		number("cpuNanos", s.at.cpu.run)
		number("waitNanos", s.at.cpu.wait)
		number("minorFaults", s.at.minorFaults)
		number("majorFaults", s.at.majorFaults)
		number("readBytes", s.at.readBytes)
		number("readCalls", s.at.readCalls)
		number("writtenBytes", s.at.writtenBytes)
		number("diskBytes", s.at.diskBytes)
		number("sockets", s.at.sockets)
	}
	if keepsLog(s) {
		b.WriteString(`,"log":`)
		quoteLog(b, d.asOnLambda(s.log))
	}
	b.WriteByte('}')
}

// asOnLambda gives the code's files the names that they have on Lambda: stacks and traces then name the same modules everywhere.
func (d *document) asOnLambda(log []byte) []byte {
	if len(d.taskRoot) < 2 {
		return log
	}
	return bytes.ReplaceAll(log, []byte(d.taskRoot+"/"), []byte(lambdasTaskRoot+"/"))
}

// keepsLog leaves out what nobody reads: the output of starts that went as they should.
func keepsLog(s *start) bool {
	switch s.end {
	case endNext, endAnswered:
		return s.kind == traced
	case endIgnored:
		return false
	}
	return len(s.log) > 0
}

func (d *document) text() string {
	host, _ := os.Hostname()
	return `{"coldgateExplain":1,"host":` + quote(host) + `,"cpus":` + strconv.Itoa(runtime.NumCPU()) + `,"left":` +
		strconv.Itoa(d.left) + `,"starts":[` + d.starts.String() + `]}`
}

// quoteLog writes a JSON text of what a function printed, which may be anything.
func quoteLog(b *strings.Builder, log []byte) {
	b.WriteByte('"')
	for len(log) > 0 {
		r, size := utf8.DecodeRune(log)
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteByte(byte(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 127 || r == utf8.RuneError:
			b.WriteByte('?')
		default:
			b.WriteRune(r)
		}
		log = log[size:]
	}
	b.WriteByte('"')
}
