package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Every process that this run starts inherits a variable with this prefix. It identifies exactly
// these processes, including those that a runner left behind in other process groups.
var marker = fmt.Sprintf("COLDGATE_BENCH=%d-%d", os.Getpid(), time.Now().UnixNano())

var started struct {
	sync.Mutex
	count  int
	groups map[int]bool
	folder []string
}

// process is a running command in its own process group.
type process struct {
	command *exec.Cmd
	output  string
	marker  string
	exited  chan struct{}
}

// start runs a command with its output in a file, or discarded if output is empty.
func start(command *exec.Cmd, output string) (*process, error) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if command.Env == nil {
		command.Env = os.Environ()
	}
	started.Lock()
	started.count++
	p := &process{command: command, output: output, exited: make(chan struct{})}
	p.marker = fmt.Sprintf("%s-%d;", marker, started.count)
	started.Unlock()
	command.Env = append(command.Env, p.marker)
	if output != "" {
		file, err := os.Create(output)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		command.Stdout, command.Stderr = file, file
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	started.Lock()
	defer started.Unlock()
	if started.groups == nil {
		started.groups = make(map[int]bool)
	}
	started.groups[command.Process.Pid] = true
	go func() {
		_ = command.Wait()
		close(p.exited)
	}()
	return p, nil
}

// end stops the process and all its descendants.
func (p *process) end() {
	group := p.command.Process.Pid
	_ = syscall.Kill(-group, syscall.SIGKILL)
	<-p.exited
	killMarked(p.marker)
	started.Lock()
	delete(started.groups, group)
	started.Unlock()
}

func (p *process) hasExited() bool {
	select {
	case <-p.exited:
		return true
	default:
		return false
	}
}

// printed returns what the process has printed so far.
func (p *process) printed() string {
	content, _ := os.ReadFile(p.output)
	return string(content)
}

// explain adds the last line that the process printed to an error.
func (p *process) explain(err error) error {
	lines := strings.Split(strings.TrimSpace(p.printed()), "\n")
	return fmt.Errorf("%s: %w (its last line: %s)", filepath.Base(p.command.Path), err, lines[len(lines)-1])
}

// temporary makes a folder that endAll removes.
func temporary() (string, error) {
	folder, err := os.MkdirTemp("", "coldgate-bench-")
	if err == nil {
		started.Lock()
		started.folder = append(started.folder, folder)
		started.Unlock()
	}
	return folder, err
}

// endAll stops all processes of this run that are still running, and removes its folders.
func endAll() {
	started.Lock()
	defer started.Unlock()
	for group := range started.groups {
		_ = syscall.Kill(-group, syscall.SIGKILL)
	}
	started.groups = nil
	killMarked(marker)
	time.Sleep(20 * time.Millisecond)
	reapOrphans()
	for _, folder := range started.folder {
		_ = os.RemoveAll(folder)
	}
	started.folder = nil
}

func killMarked(marker string) {
	environments, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, file := range environments {
		content, err := os.ReadFile(file)
		if err != nil || !bytes.Contains(content, []byte(marker)) {
			continue
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		if err == nil && pid != os.Getpid() {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	}
}

var errExited = errors.New("it has ended")

// within calls attempt until it succeeds, the process has ended, or the time is over.
func within(limit, pause time.Duration, attempt func() error) error {
	deadline := time.Now().Add(limit)
	for {
		err := attempt()
		if err == nil || errors.Is(err, errExited) {
			return err
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("gave up after %v: %w", limit, err)
		}
		time.Sleep(pause)
	}
}
