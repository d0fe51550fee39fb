package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// watched is the document, as encoding/json reads it.
type watched struct {
	ColdgateExplain int
	Host            string
	Cpus            int
	Left            int
	Starts          []watchedStart
}

type watchedStart struct {
	Kind, End, Log                                           string
	ExecNanos, ConnectNanos, NextNanos, StopNanos            int64
	PlannedNanos, HandlerNanos, CPUNanos, WaitNanos          int64
	MinorFaults, ReadBytes, ReadCalls, WrittenBytes, Sockets int64
}

func (w watched) of(kind string) (starts []watchedStart) {
	for _, each := range w.Starts {
		if each.Kind == kind {
			starts = append(starts, each)
		}
	}
	return starts
}

// explainedFunction is what the functions of these tests do before they ask for work; it gives false for one that does not ask.
func explainedFunction(what string) bool {
	switch {
	case what == "hang":
		select {}
	case what == "place":
		fmt.Fprintln(os.Stderr, "at /tmp/code/1/app.py and /tmp/code/12/app.py")
		os.Exit(1)
	case what == "deaf":
		signal.Ignore(syscall.SIGQUIT)
		fmt.Fprintln(os.Stderr, "connecting")
		select {}
	case what == "fail":
		fmt.Fprintln(os.Stderr, "reading the configuration")
		fmt.Fprintln(os.Stderr, "panic: no configuration")
		os.Exit(2)
	case what == "ignore":
		signal.Ignore(syscall.SIGQUIT)
		// Most of its start.
		time.Sleep(100 * time.Millisecond)
	case what == "talk":
		line := strings.Repeat("x", 99) + "\n"
		for i := 0; i < 20_000; i++ {
			io.WriteString(os.Stderr, line)
			io.WriteString(os.Stdout, line)
		}
		fmt.Fprintln(os.Stderr, "the last word")
	case what == "hostile":
		os.Stderr.Write([]byte("\x00\x1b[31m\"}]\\u0000\xff\xfe\u2028</script>\x7f\n"))
		os.Exit(1)
	case strings.HasPrefix(what, "orphans:"):
		// One leaves the group, and both lose their parent.
		for _, way := range []bool{false, true} {
			child := exec.Command("sleep", "600")
			child.SysProcAttr = &syscall.SysProcAttr{Setsid: way}
			if err := child.Start(); err != nil {
				os.Exit(9)
			}
			file, _ := os.OpenFile(what[len("orphans:"):], os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
			fmt.Fprintln(file, child.Process.Pid)
			file.Close()
		}
	case what == "variables":
		fmt.Fprintf(os.Stderr, "TRIED=%s GODEBUG=%s ORDER=%s\n", os.Getenv("TRIED"), os.Getenv("GODEBUG"), os.Getenv(explainVariable))
		os.Exit(1)
	case what == "headers":
		response := call("GET", nextPath, nil, nil)
		event, _ := io.ReadAll(response.Body)
		file := os.Getenv("SEEN")
		text := string(event) + " " + response.Header.Get("Lambda-Runtime-Aws-Request-Id") + " " +
			response.Header.Get("Lambda-Runtime-Deadline-Ms") + "\n"
		os.WriteFile(file, []byte(text), 0o600)
		post("invocation/"+response.Header.Get("Lambda-Runtime-Aws-Request-Id")+"/response", event)
		select {}
	}
	return true
}

// explained runs the probe with an order, and gives its answer to one invocation.
func explained(t *testing.T, what, order string, more ...string) (watched, answer) {
	t.Helper()
	s := newService(t)
	command := s.start(t, "explained")
	command.Args = append(command.Args, what)
	command.Env = append(command.Env, explainVariable+"="+order)
	command.Env = append(command.Env, more...)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		command.Process.Kill()
		command.Wait()
	})
	s.events <- `{"name":"Eva"}`
	a := s.answer(t)
	var w watched
	if err := json.Unmarshal(a.body, &w); err != nil {
		t.Fatalf("%v in %q", err, a.body)
	}
	if w.ColdgateExplain != 1 || w.Cpus < 1 {
		t.Errorf("no document: %+v", w)
	}
	return w, a
}

func TestStartsAreOfTheKindsAndCountsThatWereOrdered(t *testing.T) {
	w, a := explained(t, "serve", "first=1,plain=4,traced=3,stopped=12,tried=2,handled=2,seed=7,signal=3,millis=60000")
	if a.path != "invocation/id-1/response" {
		t.Errorf("answered at %s", a.path)
	}
	for kind, count := range map[string]int{first: 1, plain: 4, traced: 3, stopped: 12, tried: 2, handled: 2} {
		if got := len(w.of(kind)); got != count {
			t.Errorf("%d %s, not %d", got, kind, count)
		}
	}
	if w.Left != 0 || w.Starts[0].Kind != first || w.Starts[1].Kind != plain || w.Starts[3].Kind != plain {
		t.Errorf("%d left; %+v", w.Left, w.Starts)
	}
	for _, each := range w.of(plain) {
		if each.End != endNext || each.ExecNanos <= 0 || each.ConnectNanos < each.ExecNanos || each.NextNanos < each.ConnectNanos ||
			each.CPUNanos <= 0 || each.MinorFaults <= 0 || each.ReadCalls <= 0 || each.Sockets < 1 || each.Log != "" {
			t.Errorf("%+v", each)
		}
	}
	for _, each := range w.of(traced) {
		if each.End != endNext || !strings.Contains(each.Log, "init runtime @") || !strings.Contains(each.Log, " allocs\n") {
			t.Errorf("%+v", each)
		}
	}
	var last int64
	for _, each := range w.of(handled) {
		if each.End != endAnswered || each.HandlerNanos <= 0 {
			t.Errorf("%+v", each)
		}
	}
	planned := map[int64]bool{}
	for _, each := range w.of(stopped) {
		planned[each.PlannedNanos] = true
		if each.PlannedNanos > last {
			last = each.PlannedNanos
		}
		switch each.End {
		case endStopped:
			if each.StopNanos < each.PlannedNanos {
				t.Errorf("stopped before its time: %+v", each)
			}
		case endNext:
		default:
			t.Errorf("%+v", each)
		}
		if each.Log != "" && !strings.HasPrefix(each.Log, "goroutine 1 ") {
			t.Errorf("not the first goroutine: %q", each.Log)
		}
	}
	if len(planned) != 12 {
		t.Errorf("stops at %d moments only", len(planned))
	}
}

func TestTheSameSeedGivesTheSameOrder(t *testing.T) {
	kinds := func(seed int64) string {
		x := newExplainer(nil, nil, "traced=5,stopped=20,seed="+strconv.FormatInt(seed, 10))
		text := ""
		for _, each := range x.rest(rand.New(rand.NewSource(x.order.seed))) {
			text += fmt.Sprint(each)
		}
		return text
	}
	if kinds(5) != kinds(5) || kinds(5) == kinds(6) {
		t.Error("the seed does not draw the order")
	}
}

func TestAnOrderThatNobodyUnderstandsIsOneOfNoStarts(t *testing.T) {
	for _, text := range []string{"", ",", "=", "plain", "plain=-1", "plain=many", "plain=99999999999999999999"} {
		if o := parseOrder(text); o.counts[plain] != 0 || o.duration != defaultExplaining || o.signal != syscall.SIGQUIT {
			t.Errorf("%q: %+v", text, o)
		}
	}
}

func TestAnInitThatHangsEndsByPatience(t *testing.T) {
	w, _ := explained(t, "hang", "first=1,plain=3,stopped=5,handled=2,millis=1000")
	if len(w.Starts) != 1 || w.Starts[0].End != endPatience {
		t.Fatalf("%+v", w.Starts)
	}
	if w.Left != 10 {
		t.Errorf("%d left out: %+v", w.Left, w)
	}
	if log := w.Starts[0].Log; !strings.Contains(log, "\ngoroutine 1 ") || !strings.Contains(log, "explain_test.go:") {
		t.Errorf("not where it hangs: %q", log)
	}
}

func TestAHangThatIgnoresTheSignalEndsAllTheSame(t *testing.T) {
	w, _ := explained(t, "deaf", "first=1,millis=1000")
	if len(w.Starts) != 1 || w.Starts[0].End != endPatience || strings.TrimSpace(w.Starts[0].Log) != "connecting" {
		t.Fatalf("%+v", w.Starts)
	}
}

func TestFilesOfTheCodeHaveTheirNamesOnLambda(t *testing.T) {
	w, _ := explained(t, "place", "plain=1,millis=60000", taskRootVariable+"=/tmp/code/1/")
	if len(w.Starts) != 1 || w.Starts[0].Log != "at /var/task/app.py and /tmp/code/12/app.py\n" {
		t.Fatalf("%+v", w.Starts)
	}
	for _, unknown := range []string{"", "/"} {
		w, _ := explained(t, "place", "plain=1,millis=60000", taskRootVariable+"="+unknown)
		if len(w.Starts) != 1 || w.Starts[0].Log != "at /tmp/code/1/app.py and /tmp/code/12/app.py\n" {
			t.Fatalf("%+v", w.Starts)
		}
	}
}

func TestAnInitThatFailsIsShownWithItsLastWords(t *testing.T) {
	w, _ := explained(t, "fail", "plain=3,traced=1,millis=60000")
	if len(w.Starts) != 4 {
		t.Fatalf("%+v", w.Starts)
	}
	for _, each := range w.Starts {
		if each.End != endExited || !strings.Contains(each.Log, "panic: no configuration\n") || each.NextNanos != 0 {
			t.Errorf("%+v", each)
		}
	}
}

func TestAReportedInitErrorIsShown(t *testing.T) {
	w, _ := explained(t, "init-error", "plain=1,millis=60000")
	if len(w.Starts) != 1 || w.Starts[0].End != endError || !strings.Contains(w.Starts[0].Log, "NoConfig") {
		t.Errorf("%+v", w.Starts)
	}
}

func TestAFunctionThatIgnoresTheSignalIsSaid(t *testing.T) {
	w, _ := explained(t, "ignore", "plain=3,stopped=6,millis=60000")
	ignored := 0
	for _, each := range w.of(stopped) {
		if each.End == endIgnored {
			ignored++
			if each.Log != "" {
				t.Errorf("%+v", each)
			}
		}
	}
	// The first stops come before it says that it ignores the signal, the last after it asked for work.
	if ignored == 0 {
		t.Errorf("%+v", w.of(stopped))
	}
}

func TestAFunctionThatLogsMoreThanAPipeHoldsStillStarts(t *testing.T) {
	w, _ := explained(t, "talk", "plain=2,traced=1,handled=1,millis=60000")
	for _, each := range w.Starts {
		if each.End != endNext && each.End != endAnswered || len(each.Log) > mostLog {
			t.Errorf("%s %s with %d bytes", each.Kind, each.End, len(each.Log))
		}
	}
	if len(w.Starts) != 4 {
		t.Errorf("%d starts", len(w.Starts))
	}
	for _, each := range w.of(traced) {
		if !strings.HasPrefix(each.Log, "init ") || !strings.HasSuffix(each.Log, "\nthe last word\n") {
			t.Errorf("first and last of the log: %.100q, %q", each.Log, each.Log[len(each.Log)-100:])
		}
	}
	for _, each := range w.of(plain) {
		if each.WrittenBytes < 4_000_000 {
			t.Errorf("wrote %d bytes", each.WrittenBytes)
		}
	}
}

func TestAHandledStartGetsTheEventAndItsHeaders(t *testing.T) {
	seen := filepath.Join(t.TempDir(), "seen")
	w, _ := explained(t, "headers", "handled=1,millis=60000", "SEEN="+seen)
	text, _ := os.ReadFile(seen)
	if len(w.Starts) != 1 || w.Starts[0].End != endAnswered || string(text) != "{\"name\":\"Eva\"} id-1 1234567890123\n" {
		t.Errorf("%+v, and %q", w.Starts, text)
	}
}

func TestVariablesAreTriedInTriedStartsOnly(t *testing.T) {
	w, _ := explained(t, "variables", "plain=1,tried=1,traced=1,millis=60000", tryVariables+"=TRIED=yes\nOTHER=a=b", "GODEBUG=madvdontneed=1")
	for kind, want := range map[string]string{
		plain:  "TRIED= GODEBUG=madvdontneed=1 ORDER=\n",
		tried:  "TRIED=yes GODEBUG=madvdontneed=1 ORDER=\n",
		traced: "TRIED= GODEBUG=madvdontneed=1,inittrace=1,gctrace=1 ORDER=\n",
	} {
		if got := w.of(kind); len(got) != 1 || !strings.HasSuffix(got[0].Log, want) {
			t.Errorf("%s: %+v", kind, got)
		}
	}
}

func TestHostileLogsAreValidJSON(t *testing.T) {
	w, a := explained(t, "hostile", "plain=1,millis=60000")
	if len(w.Starts) != 1 || !strings.Contains(w.Starts[0].Log, `"}]\u0000`) || !json.Valid(a.body) {
		t.Errorf("%q", a.body)
	}
	for b := 0; b < 256; b++ {
		var out strings.Builder
		quoteLog(&out, []byte{'a', byte(b), 'z', byte(b)})
		var text string
		if err := json.Unmarshal([]byte(out.String()), &text); err != nil || text[0] != 'a' {
			t.Errorf("byte %d: %v in %q", b, err, out.String())
		}
	}
}

func TestNothingIsLeftRunning(t *testing.T) {
	file := filepath.Join(t.TempDir(), "orphans")
	w, _ := explained(t, "orphans:"+file, "plain=3,stopped=6,millis=60000")
	if len(w.Starts) != 9 {
		t.Errorf("%d starts", len(w.Starts))
	}
	text, _ := os.ReadFile(file)
	pids := strings.Fields(string(text))
	if len(pids) < 6 {
		t.Fatalf("processes %q", text)
	}
	for _, pid := range pids {
		if line, err := os.ReadFile("/proc/" + pid + "/cmdline"); err == nil && bytes.HasPrefix(line, []byte("sleep\x00600")) {
			t.Errorf("process %s is still there", pid)
		}
	}
}

func TestASecondInvocationGetsTheSameStarts(t *testing.T) {
	s := newService(t)
	command := s.start(t, "explained")
	command.Args = append(command.Args, "serve")
	command.Env = append(command.Env, explainVariable+"=plain=2,handled=1,millis=60000")
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		command.Process.Kill()
		command.Wait()
	})
	s.events <- "1"
	one := s.answer(t)
	s.events <- "2"
	two := s.answer(t)
	if two.path != "invocation/id-2/response" || !bytes.Equal(one.body, two.body) {
		t.Errorf("%s: %s, before: %s", two.path, two.body, one.body)
	}
}

func TestALargeEventComesThroughTheChunksThatItIsSentIn(t *testing.T) {
	event := strings.Repeat("0123456789abcdef", 40_000)
	var sent bytes.Buffer
	sent.WriteString("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: id\r\nTransfer-Encoding: chunked\r\n\r\n")
	for rest := event; rest != ""; {
		n := 50_000
		if n > len(rest) {
			n = len(rest)
		}
		fmt.Fprintf(&sent, "%x\r\n%s\r\n", n, rest[:n])
		rest = rest[n:]
	}
	sent.WriteString("0\r\n\r\n")
	for _, size := range []int{1, 7, 1000, 1 << 20} {
		_, body, ok := readMessage(&slowly{sent.Bytes(), size}, nil)
		if !ok || string(body) != event {
			t.Errorf("in reads of %d bytes: %v, %d bytes of %d", size, ok, len(body), len(event))
		}
	}
	if _, _, ok := readMessage(&slowly{sent.Bytes()[:200_000], 1000}, nil); ok {
		t.Error("a part was taken for the whole")
	}
}

// slowly gives a few bytes at a time.
type slowly struct {
	left []byte
	most int
}

func (s *slowly) Read(to []byte) (int, error) {
	if len(s.left) == 0 {
		return 0, io.EOF
	}
	n := s.most
	if n > len(to) {
		n = len(to)
	}
	n = copy(to[:n], s.left)
	s.left = s.left[n:]
	return n, nil
}

func TestPatienceFollowsTheSlowestStart(t *testing.T) {
	x := newExplainer(nil, nil, "millis=5000")
	if x.patience() != 5*time.Second {
		t.Errorf("before the first start: %v", x.patience())
	}
	x.slowest = time.Millisecond
	if x.patience() != leastPatience {
		t.Errorf("a fast one: %v", x.patience())
	}
	x.slowest = time.Second
	if x.patience() != patience*time.Second {
		t.Errorf("a slow one: %v", x.patience())
	}
}

func TestTheTracerStandsBeforeTheFunctionsOwnOptions(t *testing.T) {
	got := withTracer([]string{"A=1", "NODE_OPTIONS=--enable-source-maps"}, "/tmp/t.cjs")
	if !reflect.DeepEqual(got, []string{"A=1", "NODE_OPTIONS=--require /tmp/t.cjs --enable-source-maps"}) {
		t.Errorf("environment is %q", got)
	}
	if plain := withTracer([]string{"A=1"}, ""); len(plain) != 1 {
		t.Errorf("without a tracer, environment is %q", plain)
	}
}

func TestATracerBelowAFolderWithASpaceIsOneOption(t *testing.T) {
	if got := withTracer(nil, `/tmp/a "b\c/t.cjs`); got[0] != `NODE_OPTIONS=--require "/tmp/a \"b\\c/t.cjs"` {
		t.Errorf("environment is %q", got)
	}
}

func TestATracerThatCannotLieBesideTheCodeIsATemporaryFile(t *testing.T) {
	file := writeNodeTracer(filepath.Join(t.TempDir(), "none"))
	defer os.Remove(file)
	if filepath.Dir(file) != filepath.Clean(os.TempDir()) {
		t.Errorf("it is %s", file)
	}
}

func TestTheTracerIsAFileThatNodeCanLoad(t *testing.T) {
	folder := t.TempDir()
	file := writeNodeTracer(folder)
	if filepath.Dir(file) != folder {
		t.Errorf("%s is not in %s", file, folder)
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != nodeTracer {
		t.Errorf("%s: %v, %d bytes", file, err, len(text))
	}
}
