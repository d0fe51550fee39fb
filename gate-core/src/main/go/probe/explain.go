package main

import (
	"math/rand"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// explainVariable turns the probe from a measurer into an explainer: it starts the function again and again, and answers
// the one real invocation with what it saw. Its value says how many starts of which kind: "plain=5,traced=10,stopped=60".
const explainVariable = "COLDGATE_EXPLAIN"

// tryVariables are set for the tried starts only: NAME=VALUE, one a line.
const tryVariables = "COLDGATE_EXPLAIN_TRY"

// kinds of starts, as the document names them.
const (
	first   = "first"   // the first in this environment: the code is read from the disk
	plain   = "plain"   // as it is
	traced  = "traced"  // with what makes a runtime tell of its inits or imports
	stopped = "stopped" // ended by a signal on the way, to see where it is
	tried   = "tried"   // with other variables
	handled = "handled" // given the real event
)

const (
	// Lambda ends an init after 10 s; the rest is for the answer.
	defaultExplaining = 8 * time.Second

	// A start takes this much longer than the slowest before, at most; less than the shortest is never waited.
	patience      = 20
	leastPatience = 2 * time.Second

	// Stops are spread over the slowest plain start and a little more: later ones find the function waiting.
	beyondTheSlowest = 1.1

	// Plain starts come first: without them nobody knows how long the stops must be spread.
	leadingPlain = 3

	// Lambda answers with 6 MB at most.
	mostBytes = 5 << 20
)

// order is what the gate asks for.
type order struct {
	counts   map[string]int
	seed     int64
	duration time.Duration
	signal   syscall.Signal
}

func parseOrder(text string) order {
	o := order{counts: map[string]int{}, seed: 1, duration: defaultExplaining, signal: syscall.SIGQUIT}
	for _, entry := range strings.Split(text, ",") {
		parts := strings.SplitN(entry, "=", 2)
		if len(parts) != 2 {
			continue
		}
		n, err := strconv.ParseInt(parts[1], 10, 64)
		if err != nil || n < 0 {
			continue
		}
		switch parts[0] {
		case "seed":
			o.seed = n
		case "millis":
			o.duration = time.Duration(n) * time.Millisecond
		case "signal":
			o.signal = syscall.Signal(n)
		default:
			o.counts[parts[0]] = int(n)
		}
	}
	return o
}

// explainer takes the starts, one after the other.
type explainer struct {
	command     []string
	environment []string
	order       order
	deadline    time.Time
	slowest     time.Duration
	hung        bool   // a start used up all the time before any asked for work: the gate decides whether to try again
	nodeTracer  string // a file; empty where nothing is traced
	document    document
}

func newExplainer(command, environment []string, text string) *explainer {
	o := parseOrder(text)
	return &explainer{
		command:     command,
		environment: without(environment, explainVariable, tryVariables, "AWS_LAMBDA_EXEC_WRAPPER"),
		order:       o,
		deadline:    time.Now().Add(o.duration),
		document:    document{taskRoot: strings.TrimSuffix(valueIn(environment, taskRootVariable), "/")},
	}
}

// run takes all starts but those that need an event. It must stay on the thread that the kernel's promise is about.
func (x *explainer) run() {
	syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{})
	if x.order.counts[traced] > 0 {
		x.nodeTracer = writeNodeTracer(besideTheCode())
		defer os.Remove(x.nodeTracer)
	}
	random := rand.New(rand.NewSource(x.order.seed))
	for i := 0; i < x.order.counts[first] && !x.hung; i++ {
		x.take(first, 0)
	}
	for i := 0; i < leadingPlain && x.order.counts[plain] > 0 && !x.hung; i++ {
		x.take(plain, 0)
		x.order.counts[plain]--
	}
	for _, next := range x.rest(random) {
		if x.hung || time.Now().After(x.deadline) || x.document.size() > mostBytes {
			x.document.left++
			continue
		}
		offset := time.Duration(next.share * beyondTheSlowest * float64(x.slowest))
		x.take(next.kind, offset)
	}
}

type planned struct {
	kind  string
	share float64 // of the slowest start, for a stop
}

// rest draws the order of the remaining starts. The stops stand in the middle of equal parts, each moved by the same draw.
func (x *explainer) rest(random *rand.Rand) []planned {
	var all []planned
	for _, kind := range []string{plain, traced, tried} {
		for i := 0; i < x.order.counts[kind]; i++ {
			all = append(all, planned{kind: kind})
		}
	}
	shift := random.Float64()
	n := x.order.counts[stopped]
	for i := 0; i < n; i++ {
		all = append(all, planned{kind: stopped, share: (float64(i) + shift) / float64(n)})
	}
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

func (x *explainer) take(kind string, offset time.Duration) *start {
	s := &start{kind: kind, offset: offset, signal: x.order.signal, patience: x.patience()}
	s.run(x.command, x.environmentOf(kind))
	if (kind == plain || kind == first && x.slowest == 0) && s.next > x.slowest {
		x.slowest = s.next
	}
	x.hung = s.end == endPatience && x.slowest == 0
	x.document.add(s)
	return s
}

func (x *explainer) patience() time.Duration {
	most := leastPatience
	if x.slowest*patience > most {
		most = x.slowest * patience
	}
	if x.slowest == 0 {
		// Nobody knows yet how long a start takes: all the time that there is.
		most = x.order.duration
	}
	return most
}

func (x *explainer) environmentOf(kind string) []string {
	switch kind {
	case traced:
		told := withVariable(withDebug(x.environment, "inittrace=1,gctrace=1"), "PYTHONPROFILEIMPORTTIME", "1")
		return withAppended(withTracer(told, x.nodeTracer), "JAVA_TOOL_OPTIONS", "-Xlog:class+load:stderr:none")
	case stopped, first:
		// The first start is signalled if it hangs; what the variable costs is little beside reading from a disk.
		return withVariable(x.environment, "PYTHONFAULTHANDLER", "1")
	case tried:
		changed := x.environment
		for _, line := range strings.Split(os.Getenv(tryVariables), "\n") {
			if parts := strings.SplitN(line, "=", 2); len(parts) == 2 {
				changed = withVariable(changed, parts[0], parts[1])
			}
		}
		return changed
	}
	return x.environment
}

// withDebug adds to GODEBUG what the function's own setting does not say.
func withDebug(environment []string, settings string) []string {
	if own := valueIn(environment, "GODEBUG"); own != "" {
		settings = own + "," + settings
	}
	return withVariable(environment, "GODEBUG", settings)
}

// withAppended adds options to a variable that holds a list of them.
func withAppended(environment []string, name, options string) []string {
	return withVariable(environment, name, strings.TrimSpace(valueIn(environment, name)+" "+options))
}

func valueIn(environment []string, name string) string {
	for _, entry := range environment {
		if strings.HasPrefix(entry, name+"=") {
			return entry[len(name)+1:]
		}
	}
	return ""
}

func without(environment []string, names ...string) []string {
	kept := make([]string, 0, len(environment))
	for _, entry := range environment {
		dropped := false
		for _, name := range names {
			dropped = dropped || strings.HasPrefix(entry, name+"=")
		}
		if !dropped {
			kept = append(kept, entry)
		}
	}
	return kept
}
