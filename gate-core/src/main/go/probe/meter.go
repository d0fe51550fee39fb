package main

import (
	"crypto/rand"
	"encoding/hex"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

// marker begins the line; the gate looks for it.
const marker = "COLDGATE_PROBE "

// meter knows what was measured of the child so far.
type meter struct {
	spawned      time.Time
	nonce        string
	logStream    string
	host         string
	lock         sync.Mutex
	child        int
	childKnown   chan struct{}
	out          *os.File
	ready        bool // the child has asked for work
	open         bool // an invocation runs
	invocations  int
	init         time.Duration
	cpu          cpuTimes
	cpuKnown     bool
	orphans      cpuTimes // of those that ended before the first request for work
	orphanFaults int64    // likewise
	memory       int64    // of the tree at that request
	counts       counts   // likewise
	requestID    string
	began        time.Time
}

func newMeter(variable func(string) string) *meter {
	var random [8]byte
	rand.Read(random[:])
	host, _ := os.Hostname()
	return &meter{
		nonce:      hex.EncodeToString(random[:]),
		logStream:  variable("AWS_LAMBDA_LOG_STREAM_NAME"),
		host:       host,
		childKnown: make(chan struct{}),
		out:        os.Stderr,
		counts:     unknown,
	}
}

func (m *meter) setChild(pid int) {
	m.child = pid
	close(m.childKnown)
}

// asksForWork is called with each request for work, before it is handed on: the child waits and does nothing.
func (m *meter) asksForWork(received time.Time) {
	m.lock.Lock()
	defer m.lock.Unlock()
	if !m.ready {
		m.ready = true
		m.init = received.Sub(m.spawned)
		<-m.childKnown
		tree := descendants(os.Getpid())
		m.cpu, m.cpuKnown = treeTimes(tree)
		m.cpu.run += m.orphans.run
		m.cpu.ended = m.cpu.ended || m.orphans.ended
		if m.cpu.ended || m.cpu.several {
			m.memory = treeMemory(os.Getpid())
		}
		m.counts = countsOf(m.functionFirst(tree), ownSockets())
		m.counts.majorFaults = plus(m.counts.majorFaults, m.orphanFaults, false)
	}
}

// functionFirst moves the function's own process to the front.
func (m *meter) functionFirst(tree []int) []int {
	ordered := []int{m.child}
	for _, pid := range tree {
		if pid != m.child {
			ordered = append(ordered, pid)
		}
	}
	return ordered
}

// reaped is called when an orphan has ended.
func (m *meter) reaped(cpu time.Duration, majorFaults int64) {
	m.lock.Lock()
	defer m.lock.Unlock()
	m.orphans.run += cpu.Nanoseconds()
	m.orphans.ended = true
	m.orphanFaults += majorFaults
}

// handedOver is called when the answer to a request for work arrives.
func (m *meter) handedOver(requestID string) {
	m.lock.Lock()
	defer m.lock.Unlock()
	m.invocations++
	m.open = true
	m.requestID = requestID
	m.began = time.Now()
}

// answered is called when the child's answer is complete and before its last byte is handed on.
func (m *meter) answered() { m.end("") }

func (m *meter) initFailed() { m.end("init-error") }

// exited is called when the child has ended.
func (m *meter) exited() { m.end("exit") }

// end writes the line of an invocation that is over, or of an init that failed.
func (m *meter) end(trouble string) {
	ended := time.Now()
	m.lock.Lock()
	defer m.lock.Unlock()
	if !m.open && (m.ready || trouble == "") {
		return
	}
	<-m.childKnown
	line := m.line(ended, trouble)
	m.open = false
	m.ready = true
	m.out.WriteString(line)
}

func (m *meter) line(ended time.Time, trouble string) string {
	var b strings.Builder
	b.WriteString(marker + `{"v":1`)
	text := func(name, value string) {
		if value != "" {
			b.WriteString(`,"` + name + `":` + quote(value))
		}
	}
	number := func(name string, value int64) {
		b.WriteString(`,"` + name + `":` + strconv.FormatInt(value, 10))
	}
	text("requestId", m.requestID)
	text("nonce", m.nonce)
	text("logStream", m.logStream)
	text("host", m.host)
	number("pid", int64(m.child))
	number("n", int64(m.invocations))
	if m.ready {
		number("initNanos", m.init.Nanoseconds())
	}
	if m.cpuKnown {
		number("initCpuNanos", m.cpu.run)
		number("initWaitNanos", m.cpu.wait)
		if m.ready {
			number("initLeastNanos", m.cpu.least(m.init.Nanoseconds()))
		}
	}
	for _, count := range []struct {
		name  string
		value int64
	}{{"majorFaults", m.counts.majorFaults}, {"initReadBytes", m.counts.readBytes}, {"initSockets", m.counts.sockets}} {
		if count.value >= 0 {
			number(count.name, count.value)
		}
	}
	if m.open {
		number("durationNanos", ended.Sub(m.began).Nanoseconds())
	}
	memory := treeMemory(os.Getpid())
	if memory < m.memory {
		memory = m.memory
	}
	if memory > 0 {
		number("maxMemoryBytes", memory)
	}
	text("trouble", trouble)
	b.WriteString("}\n")
	return b.String()
}

// quote writes a JSON text; what is not plain ASCII is left out: ids and names have none.
func quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range []byte(text) {
		if c == '"' || c == '\\' {
			b.WriteByte('\\')
		}
		if c >= ' ' && c < 127 {
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
