// A function with every fault that the embedded Lambda must survive: one program, stdlib only, that speaks the Runtime API.
// FAULT chooses what happens in init; the event's "do" what happens in the handler.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

var api = "http://" + os.Getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/"

type event struct {
	Do   string `json:"do"`
	Code int    `json:"code"`
	Size int    `json:"size"`
	Path string `json:"path"`
	Text string `json:"text"`
}

func main() {
	fault := os.Getenv("FAULT")
	initialise(fault)
	count := 0
	previous := ""
	for {
		response, err := http.Get(api + "invocation/next")
		if err != nil {
			fmt.Fprintln(os.Stderr, "next:", err)
			os.Exit(9)
		}
		payload, _ := io.ReadAll(response.Body)
		response.Body.Close()
		id := response.Header.Get("Lambda-Runtime-Aws-Request-Id")
		var e event
		json.Unmarshal(payload, &e)
		count++
		handle(e, id, previous, count, payload, response.Header)
		previous = id
	}
}

func initialise(fault string) {
	word, rest, _ := strings.Cut(fault, ":")
	number, _ := strconv.Atoi(rest)
	switch word {
	case "exit":
		fmt.Println("leaving")
		os.Exit(number)
	case "exit-once":
		if _, err := os.Stat(rest); err != nil {
			os.WriteFile(rest, nil, 0o600)
			os.Exit(5)
		}
	case "hang":
		fmt.Println("hanging")
		time.Sleep(time.Hour)
	case "hang-once":
		if _, err := os.Stat(rest); err != nil {
			os.WriteFile(rest, nil, 0o600)
			time.Sleep(time.Hour)
		}
	case "signal":
		die(number)
		time.Sleep(time.Hour)
	case "init-error":
		post("init/error", "Runtime.BadConfig", []byte(`{"errorType":"BadConfig","errorMessage":"no config","stackTrace":[]}`))
		fmt.Println("reported")
		if rest != "stay" {
			os.Exit(1)
		}
		time.Sleep(time.Hour)
	case "spin":
		var used syscall.Rusage
		for int(used.Utime.Sec)*1000+int(used.Utime.Usec)/1000 < number {
			syscall.Getrusage(syscall.RUSAGE_SELF, &used)
		}
	case "burn":
		burn(number)
		os.Exit(0)
	case "burn-stay":
		burn(number)
		time.Sleep(time.Minute)
		os.Exit(0)
	case "burn-thread":
		ended := make(chan bool)
		go func() {
			// A thread that is locked ends with its goroutine.
			runtime.LockOSThread()
			defer close(ended)
			burn(number)
		}()
		<-ended
		time.Sleep(100 * time.Millisecond)
	case "memory":
		held := bytes.Repeat([]byte("x"), number<<20)
		fmt.Println("held")
		time.Sleep(time.Minute)
		os.Exit(int(held[0]))
	case "flood":
		flood()
	case "sleep":
		time.Sleep(time.Duration(number) * time.Millisecond)
	case "print":
		fmt.Println("hello from init")
	case "read":
		io.CopyN(io.Discard, zeroes(), int64(number))
	case "read-leave":
		io.CopyN(io.Discard, zeroes(), int64(number))
		os.Exit(0)
	case "connect":
		for ; number > 0; number-- {
			connections = append(connections, connection())
		}
	case "sigterm":
		sigterm(rest)
	}
}

// connections are kept: what is collected is closed.
var connections []net.Conn

func connection() net.Conn {
	one, err := net.Dial("tcp", os.Getenv("AWS_LAMBDA_RUNTIME_API"))
	if err != nil {
		panic(err)
	}
	return one
}

func zeroes() *os.File {
	file, err := os.Open("/dev/zero")
	if err != nil {
		panic(err)
	}
	return file
}

func sigterm(path string) {
	base := "http://" + os.Getenv("AWS_LAMBDA_RUNTIME_API") + "/2020-01-01/extension/"
	request, _ := http.NewRequest("POST", base+"register", strings.NewReader(`{"events":[]}`))
	request.Header.Set("Lambda-Extension-Name", "GoLangEnableSIGTERM")
	response, err := http.DefaultClient.Do(request)
	if err != nil || response.StatusCode != 200 {
		panic("cannot register")
	}
	id := response.Header.Get("Lambda-Extension-Identifier")
	go func() {
		next, _ := http.NewRequest("GET", base+"event/next", nil)
		next.Header.Set("Lambda-Extension-Identifier", id)
		http.DefaultClient.Do(next)
	}()
	waitForTerm(path)
}

func handle(e event, id, previous string, count int, payload []byte, header http.Header) {
	answer := "invocation/" + id + "/response"
	switch e.Do {
	case "exit":
		fmt.Print("no newline")
		os.Exit(e.Code)
	case "exit-after-answer":
		post(answer, "", []byte(`"answered"`))
		os.Exit(e.Code)
	case "hang":
		time.Sleep(time.Hour)
	case "signal":
		die(e.Code)
		time.Sleep(time.Hour)
	case "error":
		post("invocation/"+id+"/error", e.Text, []byte(`{"errorType":"Oops","errorMessage":"on purpose"}`))
	case "panic":
		post("invocation/"+id+"/error", "Runtime.Panic", []byte(`{"errorMessage":"boom","errorType":"panic"}`))
		panic("boom")
	case "print":
		chunk := bytes.Repeat([]byte("x"), 1<<20)
		for left := e.Size; left > 0; left -= len(chunk) {
			if left < len(chunk) {
				chunk = chunk[:left]
			}
			os.Stdout.Write(chunk)
		}
		post(answer, "", []byte(`"printed"`))
	case "say":
		fmt.Fprintln(os.Stderr, e.Text)
		post(answer, "", []byte(`"said"`))
	case "size":
		status := post(answer, "", bytes.Repeat([]byte("7"), e.Size))
		if status != 202 {
			fmt.Println("status", status)
		}
	case "fork":
		command := exec.Command("/bin/sleep", "600")
		if e.Text == "session" {
			command.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
		}
		if e.Text == "bare" {
			command.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
			command.Env = []string{"X=1"}
		}
		command.Start()
		post(answer, "", []byte(strconv.Itoa(command.Process.Pid)))
	case "fork-memory":
		command := exec.Command(os.Args[0])
		command.Env = append(os.Environ(), "FAULT=memory:"+strconv.Itoa(e.Size))
		output, _ := command.StdoutPipe()
		command.Start()
		output.Read(make([]byte, 4))
		post(answer, "", []byte("null"))
	case "daemons":
		post(answer, "", []byte(strconv.Quote(daemons(e.Size))))
	case "flood-behind":
		go flood()
		post(answer, "", []byte(`"flooding"`))
	case "touch":
		os.WriteFile(e.Path, []byte("x"), 0o600)
		time.Sleep(time.Hour)
	case "exists":
		_, err := os.Stat(e.Path)
		post(answer, "", []byte(strconv.FormatBool(err == nil)))
	case "twice":
		first := post(answer, "", []byte(`1`))
		second := post(answer, "", []byte(`2`))
		fmt.Println("statuses", first, second)
	case "late":
		status := 0
		if previous != "" {
			status = post("invocation/"+previous+"/response", "", []byte(`"late"`))
		}
		post(answer, "", []byte(strconv.Itoa(status)))
	case "next-again":
		again, _ := http.Get(api + "invocation/next")
		again.Body.Close()
		post(answer, "", []byte(strconv.FormatBool(again.Header.Get("Lambda-Runtime-Aws-Request-Id") == id)))
	case "init-error-late":
		post(answer, "", []byte(strconv.Itoa(post("init/error", "", []byte(`{}`)))))
	case "stream", "stream-broken", "stream-mode":
		stream(answer, e.Do)
	case "env":
		text, _ := json.Marshal(os.Environ())
		post(answer, "", text)
	case "where":
		directory, _ := os.Getwd()
		text, _ := json.Marshal(map[string]any{"cwd": directory, "args": os.Args, "pgid": syscall.Getpgrp(),
			"pid": os.Getpid(), "stdin": readAll(os.Stdin)})
		post(answer, "", text)
	case "headers":
		text, _ := json.Marshal(header)
		post(answer, "", text)
	case "write":
		err := os.WriteFile(e.Path, []byte("x"), 0o600)
		post(answer, "", []byte(strconv.Quote(fmt.Sprint(err))))
	case "sleep":
		time.Sleep(time.Duration(e.Size) * time.Millisecond)
		post(answer, "", []byte(`"slept"`))
	case "count":
		post(answer, "", []byte(strconv.Itoa(count)))
	default:
		post(answer, "", payload)
	}
}

// burn computes until the process has used so much more CPU time.
func burn(milliseconds int) {
	used := func() int64 {
		var all syscall.Rusage
		syscall.Getrusage(syscall.RUSAGE_SELF, &all)
		return all.Utime.Nano() + all.Stime.Nano()
	}
	for begin := used(); used()-begin < int64(milliseconds)*1000000; {
	}
}

func flood() {
	chunk := bytes.Repeat([]byte("y\n"), 1<<18)
	for {
		os.Stdout.Write(chunk)
	}
}

// daemons starts some that keep nothing of the function's: a shell forks again and ends.
func daemons(count int) string {
	var pids []string
	for i := 0; i < count; i++ {
		command := exec.Command("/bin/sh", "-c", "/bin/sleep 600 </dev/null >/dev/null 2>&1 & echo $!")
		command.Dir = "/"
		command.Env = []string{}
		command.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
		out, _ := command.Output()
		pids = append(pids, strings.TrimSpace(string(out)))
	}
	return strings.Join(pids, " ")
}

// Go turns some signals into panics; a shell in the same process does not.
func die(signal int) {
	syscall.Exec("/bin/sh", []string{"sh", "-c", "kill -" + strconv.Itoa(signal) + " $$"}, nil)
}

func readAll(file *os.File) string {
	text, err := io.ReadAll(file)
	return fmt.Sprint(len(text), err)
}

func stream(path, how string) {
	reader, writer := io.Pipe()
	request, _ := http.NewRequest("POST", api+path, reader)
	mode := "streaming"
	if how == "stream-mode" {
		mode = "sideways"
	}
	request.Header.Set("Lambda-Runtime-Function-Response-Mode", mode)
	request.Header.Set("Content-Type", "application/vnd.awslambda.http-integration-response")
	request.Trailer = http.Header{"Lambda-Runtime-Function-Error-Type": nil, "Lambda-Runtime-Function-Error-Body": nil}
	go func() {
		writer.Write([]byte(`{"statusCode":201}`))
		writer.Write(make([]byte, 8))
		writer.Write([]byte("part one,"))
		writer.Write([]byte("part two"))
		if how == "stream-broken" {
			request.Trailer.Set("Lambda-Runtime-Function-Error-Type", "Function.Broken")
			request.Trailer.Set("Lambda-Runtime-Function-Error-Body",
				base64.StdEncoding.EncodeToString([]byte(`{"errorType":"Broken","errorMessage":"in the middle"}`)))
		}
		writer.Close()
	}()
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		fmt.Println("stream:", err)
		return
	}
	io.Copy(io.Discard, response.Body)
	response.Body.Close()
}

func post(path, errorType string, body []byte) int {
	request, _ := http.NewRequest("POST", api+path, bytes.NewReader(body))
	if errorType != "" {
		request.Header.Set("Lambda-Runtime-Function-Error-Type", errorType)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		fmt.Println("post:", err)
		return 0
	}
	io.Copy(io.Discard, response.Body)
	response.Body.Close()
	return response.StatusCode
}
