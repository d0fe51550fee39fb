package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"time"
)

const startTimeout = 60 * time.Second

// runner makes cold starts of one function, each timed from the request to the function's
// response.
type runner interface {
	// prepare does the work that is needed once, or before each start, and is not part of the start.
	prepare() error
	coldStart(payload []byte) (time.Duration, error)
	finish() error
}

// bare spawns the bootstrap and answers its first next immediately: nothing can be faster.
type bare struct {
	bootstrap string
}

func (b bare) prepare() error { return nil }

func (b bare) coldStart(payload []byte) (time.Duration, error) {
	// A separate Runtime API for each start, so that no start receives requests of the previous one.
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	api := &runtimeAPI{payload: payload, responded: make(chan time.Time, 1)}
	server := http.Server{Handler: api}
	go func() { _ = server.Serve(listener) }()
	defer server.Close()

	command := exec.Command(b.bootstrap)
	command.Dir = filepath.Dir(b.bootstrap)
	command.Env = lambdaEnvironment(listener.Addr().String())
	begin := time.Now()
	running, err := start(command, "")
	if err != nil {
		return 0, err
	}
	defer running.end()
	select {
	case responded := <-api.responded:
		return responded.Sub(begin), nil
	case <-running.exited:
		return 0, fmt.Errorf("%s: %w before it responded", b.bootstrap, errExited)
	case <-time.After(callTimeout):
		return 0, fmt.Errorf("%s: no response after %v", b.bootstrap, callTimeout)
	}
}

func (b bare) finish() error { return nil }

// runtimeAPI is Lambda's Runtime API for one invocation; the second next is never answered.
type runtimeAPI struct {
	payload   []byte
	nexts     int32
	responded chan time.Time
}

func (a *runtimeAPI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case strings.HasSuffix(r.URL.Path, "/invocation/next"):
		if atomic.AddInt32(&a.nexts, 1) > 1 {
			<-r.Context().Done()
			return
		}
		header := w.Header()
		header.Set("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd")
		header.Set("Lambda-Runtime-Deadline-Ms", fmt.Sprint(time.Now().Add(callTimeout).UnixMilli()))
		header.Set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:bench")
		header.Set("Content-Type", "application/json")
		_, _ = w.Write(a.payload)
	case strings.HasSuffix(r.URL.Path, "/response"):
		_, _ = io.Copy(io.Discard, r.Body)
		a.responded <- time.Now()
		w.WriteHeader(http.StatusAccepted)
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

func lambdaEnvironment(runtimeAPI string) []string {
	return []string{
		"AWS_LAMBDA_RUNTIME_API=" + runtimeAPI,
		"AWS_LAMBDA_FUNCTION_NAME=bench",
		"AWS_LAMBDA_FUNCTION_VERSION=$LATEST",
		"AWS_LAMBDA_FUNCTION_MEMORY_SIZE=512",
		"AWS_REGION=us-east-1",
		"_HANDLER=bootstrap",
		"PATH=/usr/local/bin:/usr/bin:/bin",
	}
}

// server is a Lambda that runs as a server: the embedded one, or MiniStack. A configuration
// update forces a cold start; only the Invoke is timed.
type server struct {
	function lambdaFunction
	process  *process
	tail     bool
	reports  bool // an Init Duration, which proves that a start was cold
}

// newServer starts a server and creates a function there. It asks for the address repeatedly,
// until it is known and the server listens.
func newServer(command *exec.Cmd, address func(p *process) (string, error), zip string) (*server, error) {
	folder, err := temporary()
	if err != nil {
		return nil, err
	}
	running, err := start(command, filepath.Join(folder, "output"))
	if err != nil {
		return nil, err
	}
	s := &server{process: running, function: lambdaFunction{name: "coldgate-bench"}}
	err = within(startTimeout, 50*time.Millisecond, func() error {
		if running.hasExited() {
			return errExited
		}
		var err error
		s.function.address, err = address(running)
		return err
	})
	if err == nil {
		err = s.function.create(zip)
	}
	if err != nil {
		running.end()
		return nil, running.explain(err)
	}
	return s, nil
}

func (s *server) prepare() error { return s.function.makeCold(nil) }

var initDuration = regexp.MustCompile(`Init Duration: ([0-9.]+) ms`)

func (s *server) coldStart(payload []byte) (time.Duration, error) {
	_, log, elapsed, err := s.function.invoke(payload, s.tail)
	if err == nil && s.tail && !initDuration.MatchString(log) {
		err = fmt.Errorf("not a cold start: no Init Duration in the log:\n%s", log)
	}
	return elapsed, err
}

func (s *server) finish() error {
	defer s.process.end()
	defer s.function.close()
	if s.reports {
		return s.proveCold()
	}
	return nil
}

func newEmbedded(java, jar, zip string, tail bool) (*server, error) {
	ready := regexp.MustCompile(`embedded-lambda ready on http://(127\.0\.0\.1:[0-9]+)`)
	// The flags of docs/embedded-lambda.md: no compiler threads of the second tier during measurements, and compiled
	// code from the tenth start on instead of the hundredth.
	command := exec.Command(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=0.1",
		"-jar", jar, "--port", "0")
	s, err := newServer(command, func(p *process) (string, error) {
		if found := ready.FindStringSubmatch(p.printed()); found != nil {
			return found[1], nil
		}
		return "", errors.New("it does not say that it is ready")
	}, zip)
	if err != nil {
		return nil, err
	}
	s.tail, s.reports = tail, true
	return s, s.proveCold()
}

// proveCold verifies that an update makes the next start a cold one. The timed calls do not
// request the log, as bare spawn has none, so this is verified here, and again at the end.
func (s *server) proveCold() error {
	if err := s.prepare(); err != nil {
		return err
	}
	_, log, _, err := s.function.invoke([]byte("{}"), true)
	if err == nil && !initDuration.MatchString(log) {
		err = fmt.Errorf("not a cold start: no Init Duration in the log:\n%s", log)
	}
	return err
}

func newMiniStack(program, zip string) (*server, error) {
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	folder, err := temporary()
	if err != nil {
		return nil, err
	}
	command := exec.Command(program)
	command.Dir = folder
	command.Env = append(os.Environ(), "GATEWAY_PORT="+port, "HOME="+folder)
	address := "127.0.0.1:" + port
	return newServer(command, func(*process) (string, error) {
		health := connection{address: address}
		defer health.close()
		answer, err := health.call("GET", "/_localstack/health", "", nil)
		if err == nil && answer.status != 200 {
			err = fmt.Errorf("its health is %d", answer.status)
		}
		return address, err
	}, zip)
}

// emulator is AWS's runtime interface emulator: each start of the emulator is one cold start.
type emulator struct {
	program, bootstrap, output string
}

func (e emulator) prepare() error { return nil }

func (e emulator) coldStart(payload []byte) (time.Duration, error) {
	port, err := freePort()
	if err != nil {
		return 0, err
	}
	runtimePort, err := freePort()
	if err != nil {
		return 0, err
	}
	target := connection{address: "127.0.0.1:" + port}
	defer target.close()
	command := exec.Command(e.program, "--runtime-interface-emulator-address", target.address,
		"--runtime-api-address", "127.0.0.1:"+runtimePort, e.bootstrap)
	command.Dir = filepath.Dir(e.bootstrap)
	begin := time.Now()
	running, err := start(command, e.output)
	if err != nil {
		return 0, err
	}
	defer running.end()
	if err := within(startTimeout, 100*time.Microsecond, target.open); err != nil {
		return 0, running.explain(err)
	}
	answer, err := target.call("POST", functions+"/function/invocations", "", payload)
	elapsed := time.Since(begin)
	if err == nil && answer.status != 200 {
		err = fmt.Errorf("the emulator answered %d: %s", answer.status, answer.body)
	}
	return elapsed, err
}

func (e emulator) finish() error { return nil }

func freePort() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	_, port, err := net.SplitHostPort(listener.Addr().String())
	_ = listener.Close()
	return port, err
}

// unpack extracts the bootstrap of a function package into its own folder.
func unpack(archive string) (string, error) {
	reader, err := zip.OpenReader(archive)
	if err != nil {
		return "", fmt.Errorf("%s: %w", archive, err)
	}
	defer reader.Close()
	source, err := reader.Open("bootstrap")
	if err != nil {
		return "", fmt.Errorf("%s: %w", archive, err)
	}
	defer source.Close()
	folder, err := temporary()
	if err != nil {
		return "", err
	}
	path := filepath.Join(folder, "bootstrap")
	target, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		return "", err
	}
	if _, err := io.Copy(target, source); err != nil {
		_ = target.Close()
		return "", err
	}
	return path, target.Close()
}
