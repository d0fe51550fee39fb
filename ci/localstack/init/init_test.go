package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The test program itself is the function's runtime if FUNCTION selects its behaviour.
func TestMain(m *testing.M) {
	if what := os.Getenv("FUNCTION"); what != "" {
		function(what)
		return
	}
	os.Exit(m.Run())
}

func function(what string) {
	api := "http://" + os.Getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/"
	post := func(path, body string) int {
		response, err := http.Post(api+path, "application/json", strings.NewReader(body))
		if err != nil {
			os.Exit(9)
		}
		response.Body.Close()
		return response.StatusCode
	}
	fmt.Println("initialised", what)
	switch what {
	case "exit":
		os.Exit(3)
	case "refuse":
		post("init/error", `{"errorType":"NoConfig","errorMessage":"no config"}`)
		os.Exit(1)
	}
	for {
		response, err := http.Get(api + "invocation/next")
		if err != nil {
			os.Exit(9)
		}
		event, _ := io.ReadAll(response.Body)
		id := response.Header.Get("Lambda-Runtime-Aws-Request-Id")
		switch string(event) {
		case `"crash"`:
			fmt.Print("no newline")
			os.Exit(4)
		case `"hang"`:
			time.Sleep(time.Hour)
		case `"fail"`:
			post("invocation/"+id+"/error", `{"errorType":"Oops","errorMessage":"on purpose"}`)
		case `"wrong"`:
			status := post("invocation/other/response", `1`)
			post("invocation/"+id+"/response", fmt.Sprint(status))
		default:
			fmt.Println("handling", string(event))
			post("invocation/"+id+"/response", fmt.Sprintf(`{"pid":%d}`, os.Getpid()))
		}
	}
}

// localStack records the init's requests to LocalStack.
type localStack struct {
	*httptest.Server
	calls chan [2]string
}

func newLocalStack() *localStack {
	l := &localStack{calls: make(chan [2]string, 16)}
	l.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		l.calls <- [2]string{r.URL.Path, string(body)}
		w.WriteHeader(http.StatusAccepted)
	}))
	return l
}

func (l *localStack) expect(t *testing.T, path string) string {
	t.Helper()
	select {
	case call := <-l.calls:
		if call[0] != path {
			t.Fatalf("LocalStack was called at %s with %s, expected %s", call[0], call[1], path)
		}
		return call[1]
	case <-time.After(time.Minute):
		t.Fatalf("LocalStack was not called at %s", path)
		return ""
	}
}

func start(t *testing.T, function string, timeout time.Duration) (*localStack, func(payload string)) {
	t.Helper()
	stack := newLocalStack()
	t.Cleanup(stack.Close)
	var env *environment
	runtime := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		env.runtimeAPI().ServeHTTP(w, r)
	}))
	t.Cleanup(func() { runtime.CloseClientConnections() })
	env = newEnvironment(settings{
		endpoint: stack.URL, id: "e1", version: "$LATEST", memory: 256, timeout: timeout,
		start: func(out *os.File) (*process, error) {
			environ := append(variables(os.Environ(), strings.TrimPrefix(runtime.URL, "http://")), "FUNCTION="+function)
			own, err := userOf("")
			if err != nil {
				return nil, err
			}
			if os.Getuid() == 0 {
				own = credential{0, 0} // the test program is in a folder that only its user can read
			}
			return startRuntime([]string{"/nowhere", os.Args[0]}, t.TempDir(), environ, own, out)
		},
	})
	invokes := httptest.NewServer(env.invokeAPI())
	t.Cleanup(invokes.Close)
	t.Cleanup(func() {
		if env.process != nil {
			env.process.kill()
		}
	})
	go env.initialise()
	return stack, func(payload string) {
		body, _ := json.Marshal(invocation{"id-1", "arn:f", payload, "Root=1"})
		response, err := http.Post(invokes.URL+"/invoke", "application/json", bytes.NewReader(body))
		if err != nil || response.StatusCode != http.StatusOK {
			t.Fatalf("invoke: %v %v", response, err)
		}
	}
}

func TestAnInvocationIsAnsweredWithItsLogBeforeIt(t *testing.T) {
	stack, invoke := start(t, "serve", time.Minute)
	stack.expect(t, "/status/e1/ready")
	invoke(`"first"`)
	logs := stack.expect(t, "/invocations/id-1/logs")
	for _, part := range []string{"initialised serve", "START RequestId: id-1 Version: $LATEST", `handling \"first\"`,
		"END RequestId: id-1", "REPORT RequestId: id-1", "Memory Size: 256 MB"} {
		if !strings.Contains(logs, part) {
			t.Errorf("no %q in %s", part, logs)
		}
	}
	if strings.Contains(logs, "Init Duration") {
		t.Error("LocalStack's own init prints no Init Duration")
	}
	if strings.Index(logs, "handling") > strings.Index(logs, "END RequestId") {
		t.Errorf("the function's output stands behind END: %s", logs)
	}
	first := stack.expect(t, "/invocations/id-1/response")
	invoke(`"second"`)
	logs = stack.expect(t, "/invocations/id-1/logs")
	if strings.Contains(logs, "initialised") {
		t.Errorf("a warm invocation shows init's output: %s", logs)
	}
	if second := stack.expect(t, "/invocations/id-1/response"); second != first {
		t.Errorf("served by another process: %s and %s", first, second)
	}
}

func TestAHandlersErrorIsAnError(t *testing.T) {
	stack, invoke := start(t, "serve", time.Minute)
	stack.expect(t, "/status/e1/ready")
	invoke(`"fail"`)
	stack.expect(t, "/invocations/id-1/logs")
	if body := stack.expect(t, "/invocations/id-1/error"); !strings.Contains(body, "on purpose") {
		t.Errorf("the error is %s", body)
	}
}

func TestAFunctionThatExitsAnswersAnErrorAndStartsAgain(t *testing.T) {
	stack, invoke := start(t, "serve", time.Minute)
	stack.expect(t, "/status/e1/ready")
	invoke(`"crash"`)
	if logs := stack.expect(t, "/invocations/id-1/logs"); !strings.Contains(logs, "no newline") {
		t.Errorf("last words are lost: %s", logs)
	}
	if body := stack.expect(t, "/invocations/id-1/error"); !strings.Contains(body, "Runtime.ExitError") ||
		!strings.Contains(body, "exit status 4") {
		t.Errorf("the error is %s", body)
	}
	invoke(`"again"`)
	if logs := stack.expect(t, "/invocations/id-1/logs"); !strings.Contains(logs, "initialised") {
		t.Errorf("no new init: %s", logs)
	}
	stack.expect(t, "/invocations/id-1/response")
}

func TestATimeoutIsAnError(t *testing.T) {
	stack, invoke := start(t, "serve", 500*time.Millisecond)
	stack.expect(t, "/status/e1/ready")
	invoke(`"hang"`)
	stack.expect(t, "/invocations/id-1/logs")
	if body := stack.expect(t, "/invocations/id-1/error"); !strings.Contains(body, "Task timed out after 0.50 seconds") {
		t.Errorf("the error is %s", body)
	}
}

func TestAnAnswerToAnotherInvocationIsRefused(t *testing.T) {
	stack, invoke := start(t, "serve", time.Minute)
	stack.expect(t, "/status/e1/ready")
	invoke(`"wrong"`)
	stack.expect(t, "/invocations/id-1/logs")
	if body := stack.expect(t, "/invocations/id-1/response"); body != "400" {
		t.Errorf("the answer to another invocation got %s", body)
	}
}

func TestAFailedInitIsReported(t *testing.T) {
	for function, expected := range map[string]string{"exit": "exit status 3", "refuse": "NoConfig"} {
		stack, _ := start(t, function, time.Minute)
		if body := stack.expect(t, "/status/e1/error"); !strings.Contains(body, expected) {
			t.Errorf("%s: the error is %s", function, body)
		}
	}
}

func TestTheFunctionDoesNotSeeWhatIsLocalStacks(t *testing.T) {
	kept := strings.Join(variables([]string{"A=1", "LOCALSTACK_RUNTIME_ID=x", "LOCALSTACK_HOSTNAME=h"}, "127.0.0.1:1"), " ")
	if kept != "AWS_LAMBDA_RUNTIME_API=127.0.0.1:1 A=1 LOCALSTACK_HOSTNAME=h" {
		t.Error(kept)
	}
}

func TestFoldersGetTheirMode(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "tmp")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	own := credential{uint32(os.Getuid()), uint32(os.Getgid())}
	text := fmt.Sprintf(`[{"path":%q,"mode":"0700"},{"path":"/nowhere/at/all","mode":"0700"}]`, folder)
	if err := prepareFolders(text, own); err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Stat(folder); info.Mode().Perm() != 0o700 {
		t.Errorf("mode %v", info.Mode())
	}
	if err := prepareFolders(`[{"path":"/tmp","mode":"rwx"}]`, own); err == nil {
		t.Error("a mode that is no octal number is accepted")
	}
}

func TestMissingBootstrapIsNamed(t *testing.T) {
	_, err := startRuntime([]string{"/nowhere/bootstrap"}, "/", nil, credential{}, nil)
	if err == nil || !strings.Contains(err.Error(), "/nowhere/bootstrap") {
		t.Error(err)
	}
	if _, ok := err.(*exec.Error); ok {
		t.Error("it was not looked for")
	}
}
