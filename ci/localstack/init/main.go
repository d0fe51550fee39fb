// Command init is the program that LocalStack's Docker executor starts in a function's container, written for images
// that are made on machines without downloads. It replaces LocalStack's own lambda-runtime-init, which is on no package
// registry, and uses the same protocol: the one that executor_endpoint.py of LocalStack 4.14 (Apache-2.0) calls and
// expects. It does not support extensions, the X-Ray daemon, hot reloading, or managed instances.
package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"strconv"
	"time"
)

const (
	// Fixed on both sides: INVOCATION_PORT in executor_endpoint.py, and AWS's own address of the Runtime API.
	invokeAddress  = ":9563"
	runtimeAddress = "127.0.0.1:9001"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "init:", err)
		os.Exit(1)
	}
}

func run() error {
	user, err := userOf(os.Getenv("LOCALSTACK_USER"))
	if err != nil {
		return err
	}
	if err := prepareFolders(os.Getenv("LOCALSTACK_CHMOD_PATHS"), user); err != nil {
		return err
	}
	invokes, err := net.Listen("tcp", invokeAddress)
	if err != nil {
		return err
	}
	runtime, err := net.Listen("tcp", runtimeAddress)
	if err != nil {
		return err
	}
	env := newEnvironment(settings{
		endpoint: os.Getenv("LOCALSTACK_RUNTIME_ENDPOINT"),
		id:       os.Getenv("LOCALSTACK_RUNTIME_ID"),
		version:  os.Getenv("AWS_LAMBDA_FUNCTION_VERSION"),
		memory:   number(os.Getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), 128),
		timeout:  time.Duration(number(os.Getenv("AWS_LAMBDA_FUNCTION_TIMEOUT"), 3)) * time.Second,
		start: func(out *os.File) (*process, error) {
			return startRuntime(bootstraps, "/var/task", variables(os.Environ(), runtimeAddress), user, out)
		},
	})
	go http.Serve(runtime, env.runtimeAPI())
	go env.initialise()
	return http.Serve(invokes, env.invokeAPI())
}

func number(text string, fallback int) int {
	if n, err := strconv.Atoi(text); err == nil && n > 0 {
		return n
	}
	return fallback
}

// prepareFolders sets the modes in LOCALSTACK_CHMOD_PATHS: [{"path": "/tmp", "mode": "0700"}].
func prepareFolders(text string, user credential) error {
	if text == "" {
		return nil
	}
	var folders []struct{ Path, Mode string }
	if err := json.Unmarshal([]byte(text), &folders); err != nil {
		return fmt.Errorf("LOCALSTACK_CHMOD_PATHS: %w", err)
	}
	for _, folder := range folders {
		mode, err := strconv.ParseUint(folder.Mode, 8, 12)
		if err != nil {
			return fmt.Errorf("LOCALSTACK_CHMOD_PATHS: mode %q of %s: %w", folder.Mode, folder.Path, err)
		}
		if err := os.Chmod(folder.Path, os.FileMode(mode)); err != nil && !os.IsNotExist(err) {
			return err
		}
		// A folder that only its owner may use belongs to the function.
		if err := os.Chown(folder.Path, int(user.uid), int(user.gid)); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	return nil
}
