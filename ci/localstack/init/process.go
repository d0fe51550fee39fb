package main

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"strings"
	"syscall"
)

// Where AWS looks for the program of a custom runtime, in this order.
var bootstraps = []string{"/var/runtime/bootstrap", "/var/task/bootstrap", "/opt/bootstrap"}

type credential struct{ uid, gid uint32 }

// userOf returns the user that the function runs as: on LocalStack's images sbx_user1051, which is 993.
func userOf(name string) (credential, error) {
	switch name {
	case "":
		return credential{993, 990}, nil
	case "root":
		return credential{0, 0}, nil
	}
	found, err := user.Lookup(name)
	if err != nil {
		return credential{}, fmt.Errorf("LOCALSTACK_USER: %w", err)
	}
	uid, uidErr := strconv.ParseUint(found.Uid, 10, 32)
	gid, gidErr := strconv.ParseUint(found.Gid, 10, 32)
	if uidErr != nil || gidErr != nil {
		return credential{}, fmt.Errorf("LOCALSTACK_USER %s has no numeric ids", name)
	}
	return credential{uint32(uid), uint32(gid)}, nil
}

// variables returns the container's environment without LocalStack's own variables.
func variables(environ []string, runtimeAPI string) []string {
	kept := []string{"AWS_LAMBDA_RUNTIME_API=" + runtimeAPI}
	for _, entry := range environ {
		own := strings.HasPrefix(entry, "LOCALSTACK_") && !strings.HasPrefix(entry, "LOCALSTACK_HOSTNAME=")
		if !own && !strings.HasPrefix(entry, "AWS_LAMBDA_RUNTIME_API=") {
			kept = append(kept, entry)
		}
	}
	return kept
}

// process is a runtime that was started. done is closed when it has ended; ended is then the reason.
type process struct {
	command *exec.Cmd
	done    chan struct{}
	ended   string
}

func startRuntime(candidates []string, folder string, environ []string, user credential, out *os.File) (*process, error) {
	program := ""
	for _, candidate := range candidates {
		if _, err := os.Stat(candidate); err == nil {
			program = candidate
			break
		}
	}
	if program == "" {
		return nil, fmt.Errorf("couldn't find valid bootstrap(s): %v", candidates)
	}
	command := exec.Command(program)
	command.Dir = folder
	command.Env = environ
	command.Stdout, command.Stderr = out, out
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if os.Getuid() == 0 {
		command.SysProcAttr.Credential = &syscall.Credential{Uid: user.uid, Gid: user.gid}
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	p := &process{command: command, done: make(chan struct{})}
	go func() {
		if err := command.Wait(); err != nil {
			p.ended = "Runtime exited with error: " + err.Error()
		} else {
			p.ended = "Runtime exited without providing a reason"
		}
		close(p.done)
	}()
	return p, nil
}

// kill ends the process and its group, and waits.
func (p *process) kill() {
	syscall.Kill(-p.command.Process.Pid, syscall.SIGKILL)
	<-p.done
}
