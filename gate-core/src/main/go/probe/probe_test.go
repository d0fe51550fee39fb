package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// The test program is also the probe, and the function that the probe starts.
func TestMain(m *testing.M) {
	switch {
	case len(os.Args) > 3 && os.Args[1] == "function" && os.Args[2] == "explained" && explainedFunction(os.Args[3]):
		function(os.Args[3])
	case len(os.Args) > 2 && os.Args[1] == "function":
		function(os.Args[2])
	case os.Getenv("AS_PROBE") != "":
		main()
	default:
		os.Exit(m.Run())
	}
}

const runtimePath = "/2018-06-01/runtime/"

func call(method, path string, body io.Reader, header map[string]string) *http.Response {
	request, _ := http.NewRequest(method, "http://"+os.Getenv(apiVariable)+path, body)
	for name, value := range header {
		request.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		fmt.Println("call:", err)
		os.Exit(9)
	}
	return response
}

func post(path string, body []byte) {
	io.Copy(io.Discard, call("POST", runtimePath+path, bytes.NewReader(body), map[string]string{"X-Test": "a  b"}).Body)
}

func function(what string) {
	switch what {
	case "stdin":
		io.Copy(os.Stdout, os.Stdin)
	case "exit":
		os.Exit(3)
	case "crash":
		syscall.Kill(os.Getpid(), syscall.SIGKILL)
		time.Sleep(time.Minute)
	case "init-error":
		post("init/error", []byte(`{"errorType":"NoConfig"}`))
		os.Exit(1)
	case "term":
		signals := make(chan os.Signal, 1)
		signal.Notify(signals, syscall.SIGTERM)
		fmt.Println("waiting", os.Getpid())
		<-signals
		os.Exit(7)
	}
	burnElsewhere(what)
	for {
		response := call("GET", nextPath, nil, nil)
		event, _ := io.ReadAll(response.Body)
		id := response.Header.Get("Lambda-Runtime-Aws-Request-Id")
		switch {
		case string(event) == "stream":
			stream("invocation/" + id + "/response")
		case string(event) == "fail":
			post("invocation/"+id+"/error", []byte(`{"errorType":"Oops"}`))
		case string(event) == "leave":
			os.Exit(4)
		case string(event) == "missing":
			post("invocation/"+id+"/response", []byte(call("GET", "/2020-01-01/extension/event/next", nil, nil).Status))
		default:
			post("invocation/"+id+"/response", event)
		}
	}
}

// stream sends a part, and the rest only when the service says that it has the first.
func stream(path string) {
	reader, writer := io.Pipe()
	go func() {
		writer.Write([]byte("first"))
		call("GET", "/got-first", nil, nil)
		writer.Write([]byte("second"))
		writer.Close()
	}()
	request, _ := http.NewRequest("POST", "http://"+os.Getenv(apiVariable)+runtimePath+path, reader)
	request.Trailer = http.Header{"Lambda-Runtime-Function-Error-Type": {"Runtime.Broken"}}
	http.DefaultClient.Do(request)
}

// service is the Runtime API: it hands out events, and keeps what comes back.
type service struct {
	*httptest.Server
	events   chan string
	answers  chan answer
	gotFirst chan struct{}
	log      string
	lock     sync.Mutex
	id       int
}

type answer struct {
	path, host, header string
	body               []byte
	trailer            string
	logThen            string // what was in the log when the answer was complete
}

func newService(t *testing.T) *service {
	s := &service{
		events:   make(chan string, 8),
		answers:  make(chan answer, 8),
		gotFirst: make(chan struct{}),
		log:      filepath.Join(t.TempDir(), "log"),
	}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.CloseClientConnections)
	return s
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path == nextPath:
		select {
		case event := <-s.events:
			s.lock.Lock()
			s.id++
			w.Header().Set("Lambda-Runtime-Deadline-Ms", "1234567890123")
			w.Header().Set("Lambda-Runtime-Aws-Request-Id", fmt.Sprintf("id-%d", s.id))
			s.lock.Unlock()
			io.WriteString(w, event)
		case <-r.Context().Done():
		}
	case r.URL.Path == "/got-first":
		<-s.gotFirst
	case r.Method == http.MethodPost:
		a := answer{path: strings.TrimPrefix(r.URL.Path, runtimePath), host: r.Host, header: r.Header.Get("X-Test")}
		if r.ContentLength < 0 {
			first := make([]byte, 5)
			io.ReadFull(r.Body, first)
			close(s.gotFirst)
			a.body = first
		}
		rest, _ := io.ReadAll(r.Body)
		a.body = append(a.body, rest...)
		a.trailer = r.Trailer.Get("Lambda-Runtime-Function-Error-Type")
		text, _ := os.ReadFile(s.log)
		a.logThen = string(text)
		w.WriteHeader(http.StatusAccepted)
		s.answers <- a
	default:
		http.NotFound(w, r)
	}
}

func (s *service) start(t *testing.T, what string) *exec.Cmd {
	t.Helper()
	log, err := os.Create(s.log)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(os.Args[0], os.Args[0], "function", what)
	command.Env = append(os.Environ(), "AS_PROBE=1", apiVariable+"="+strings.TrimPrefix(s.URL, "http://"),
		"AWS_LAMBDA_LOG_STREAM_NAME=2026/01/02/[$LATEST]0123")
	command.Stderr = log
	return command
}

func (s *service) run(t *testing.T, what string) {
	t.Helper()
	command := s.start(t, what)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		command.Process.Kill()
		command.Wait()
	})
}

func (s *service) answer(t *testing.T) answer {
	t.Helper()
	select {
	case a := <-s.answers:
		return a
	case <-time.After(time.Minute):
		text, _ := os.ReadFile(s.log)
		t.Fatalf("no answer; the log: %s", text)
		return answer{}
	}
}

type line struct {
	V              int
	RequestID      string
	Nonce          string
	LogStream      string
	Host           string
	Pid            int
	N              int
	InitNanos      *int64
	InitCPUNanos   *int64 `json:"initCpuNanos"`
	InitWaitNanos  *int64
	InitLeastNanos *int64
	MajorFaults    *int64
	InitReadBytes  *int64
	InitSockets    *int64
	DurationNanos  *int64
	MaxMemoryBytes int64
	Trouble        string
}

func linesOf(t *testing.T, log string) (lines []line) {
	t.Helper()
	for _, text := range strings.Split(log, "\n") {
		if strings.HasPrefix(text, marker) {
			var one line
			if err := json.Unmarshal([]byte(text[len(marker):]), &one); err != nil {
				t.Fatalf("%v in %s", err, text)
			}
			lines = append(lines, one)
		}
	}
	return lines
}

func TestTheLineIsThereWhenTheAnswerIsComplete(t *testing.T) {
	s := newService(t)
	s.run(t, "serve")
	s.events <- `{"a":1}`
	first := linesOf(t, s.answer(t).logThen)
	s.events <- `{"a":2}`
	lines := linesOf(t, s.answer(t).logThen)
	if len(first) != 1 || len(lines) != 2 {
		t.Fatalf("%d lines, then %d", len(first), len(lines))
	}
	one, two := lines[0], lines[1]
	host, _ := os.Hostname()
	if one.V != 1 || one.RequestID != "id-1" || one.N != 1 || one.LogStream != "2026/01/02/[$LATEST]0123" || one.Host != host {
		t.Errorf("%+v", one)
	}
	if one.InitNanos == nil || *one.InitNanos <= 0 || one.DurationNanos == nil || *one.DurationNanos <= 0 || one.MaxMemoryBytes < 1<<20 {
		t.Errorf("%+v", one)
	}
	if two.RequestID != "id-2" || two.N != 2 || two.Nonce != one.Nonce || two.Pid != one.Pid || *two.InitNanos != *one.InitNanos {
		t.Errorf("%+v after %+v", two, one)
	}
	if _, err := os.Stat("/proc/self/schedstat"); err == nil && (one.InitCPUNanos == nil || *one.InitCPUNanos <= 0 || one.InitWaitNanos == nil) {
		t.Errorf("no CPU time: %+v", one)
	} else if err == nil && (one.InitLeastNanos == nil || *one.InitLeastNanos <= 0 || *one.InitLeastNanos > *one.InitNanos) {
		t.Errorf("no lower bound of the init: %+v", one)
	}
}

func TestTheLeastOfATimeIsWithoutItsWaitingButNotLessThanOneThreadComputed(t *testing.T) {
	for _, c := range []struct {
		times      cpuTimes
		wall, want int64
	}{
		{cpuTimes{run: 4, wait: 0, busiest: 4}, 10, 10},
		{cpuTimes{run: 4, wait: 5, busiest: 4}, 10, 5},
		{cpuTimes{run: 8, wait: 30, busiest: 6}, 10, 6},
		{cpuTimes{run: 30, wait: 30, busiest: 11}, 10, 10},
	} {
		if got := c.times.least(c.wall); got != c.want {
			t.Errorf("%+v of %d: %d, not %d", c.times, c.wall, got, c.want)
		}
	}
}

func TestTwoProcessesHaveTwoNonces(t *testing.T) {
	nonces := map[string]bool{}
	for i := 0; i < 2; i++ {
		s := newService(t)
		s.run(t, "serve")
		s.events <- "1"
		nonces[linesOf(t, s.answer(t).logThen)[0].Nonce] = true
	}
	if len(nonces) != 2 {
		t.Errorf("nonces %v", nonces)
	}
}

func TestWhatPassesIsNotChanged(t *testing.T) {
	s := newService(t)
	s.run(t, "serve")
	large := strings.Repeat("0123456789abcdef", 6<<16)
	s.events <- large
	a := s.answer(t)
	if sha256.Sum256(a.body) != sha256.Sum256([]byte(large)) {
		t.Errorf("%d bytes came back of %d", len(a.body), len(large))
	}
	if a.path != "invocation/id-1/response" || a.host != strings.TrimPrefix(s.URL, "http://") || a.header != "a  b" {
		t.Errorf("%s at %s with %q", a.path, a.host, a.header)
	}
	s.events <- "fail"
	if a := s.answer(t); a.path != "invocation/id-2/error" || string(a.body) != `{"errorType":"Oops"}` {
		t.Errorf("%s: %s", a.path, a.body)
	}
	s.events <- "missing"
	if a := s.answer(t); string(a.body) != "404 Not Found" {
		t.Errorf("a call of another API got %s", a.body)
	}
}

func TestAStreamIsNotHeldBack(t *testing.T) {
	s := newService(t)
	s.run(t, "serve")
	s.events <- "stream"
	a := s.answer(t)
	if string(a.body) != "firstsecond" || a.trailer != "Runtime.Broken" {
		t.Errorf("%q with trailer %q", a.body, a.trailer)
	}
	if len(linesOf(t, a.logThen)) != 1 {
		t.Errorf("the log: %s", a.logThen)
	}
	s.events <- "1"
	if lines := linesOf(t, s.answer(t).logThen); len(lines) != 2 || lines[1].N != 2 {
		t.Errorf("after a stream: %+v", lines)
	}
}

func TestTheEndOfTheFunctionIsTheEndOfTheProbe(t *testing.T) {
	s := newService(t)
	command := s.start(t, "exit")
	command.Run()
	if command.ProcessState.ExitCode() != 3 {
		t.Errorf("ended with %v", command.ProcessState)
	}
	command = s.start(t, "crash")
	command.Run()
	if status := command.ProcessState.Sys().(syscall.WaitStatus); status.Signal() != syscall.SIGKILL {
		t.Errorf("ended with %v", command.ProcessState)
	}
	s.events <- "leave"
	command = s.start(t, "serve")
	command.Run()
	log, _ := os.ReadFile(s.log)
	lines := linesOf(t, string(log))
	if command.ProcessState.ExitCode() != 4 || len(lines) != 1 || lines[0].Trouble != "exit" || lines[0].RequestID != "id-1" {
		t.Errorf("ended with %v, log %s", command.ProcessState, log)
	}
}

func TestAFailedInitHasALineOfItsOwn(t *testing.T) {
	s := newService(t)
	command := s.start(t, "init-error")
	command.Run()
	a := s.answer(t)
	lines := linesOf(t, a.logThen)
	if a.path != "init/error" || command.ProcessState.ExitCode() != 1 {
		t.Errorf("%s, %v", a.path, command.ProcessState)
	}
	if len(lines) != 1 || lines[0].Trouble != "init-error" || lines[0].N != 0 || lines[0].InitNanos != nil {
		t.Errorf("%+v", lines)
	}
	log, _ := os.ReadFile(s.log)
	if all := linesOf(t, string(log)); len(all) != 1 {
		t.Errorf("one failure, %d lines", len(all))
	}
}

func TestSignalsAreForwarded(t *testing.T) {
	s := newService(t)
	command := s.start(t, "term")
	out, _ := command.StdoutPipe()
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	var pid int
	fmt.Fscanf(out, "waiting %d", &pid)
	command.Process.Signal(syscall.SIGTERM)
	command.Wait()
	if command.ProcessState.ExitCode() != 7 {
		t.Errorf("ended with %v", command.ProcessState)
	}
}

func TestTheFunctionDoesNotOutliveTheProbe(t *testing.T) {
	s := newService(t)
	command := s.start(t, "term")
	out, _ := command.StdoutPipe()
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	var pid int
	fmt.Fscanf(out, "waiting %d", &pid)
	command.Process.Kill()
	command.Wait()
	for begin := time.Now(); time.Since(begin) < time.Minute; time.Sleep(10 * time.Millisecond) {
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil || bytes.Contains(stat, []byte(") Z ")) {
			return
		}
	}
	t.Errorf("process %d is still there", pid)
}

func TestInputAndOutputAreTheFunctions(t *testing.T) {
	s := newService(t)
	command := s.start(t, "stdin")
	command.Stdin = strings.NewReader("typed")
	var out bytes.Buffer
	command.Stdout = &out
	// It goes on to ask for work afterwards, and ends by this.
	s.events <- "leave"
	command.Run()
	if out.String() != "typed" {
		t.Errorf("printed %q", out.String())
	}
}

func TestAProgramThatCannotStartIsSaid(t *testing.T) {
	s := newService(t)
	command := s.start(t, "")
	command.Args = []string{os.Args[0], "/nowhere/bootstrap"}
	command.Run()
	log, _ := os.ReadFile(s.log)
	if command.ProcessState.ExitCode() != cannotStart || !strings.Contains(string(log), "/nowhere/bootstrap") {
		t.Errorf("ended with %v: %s", command.ProcessState, log)
	}
}
