// The cheapest cold start there is: spawns the program of its argument for every line on stdin, answers its first next at
// once, and prints the nanoseconds from before the spawn to the response. The yardstick of ColdStartCost.
package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	responded := make(chan time.Time, 1)
	// A killed program's last request may arrive late: each start has a path of its own.
	start := 0
	var handed atomic.Int64
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/next") {
			own, _ := strconv.ParseInt(strings.SplitN(r.URL.Path, "/", 3)[1], 10, 64)
			if !handed.CompareAndSwap(own-1, own) {
				select {}
			}
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd")
			w.Header().Set("Lambda-Runtime-Deadline-Ms", fmt.Sprint(time.Now().UnixMilli()+3000))
			io.WriteString(w, "{}")
			return
		}
		io.Copy(io.Discard, r.Body)
		w.WriteHeader(202)
		responded <- time.Now()
	})
	go http.Serve(listener, handler)
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		start++
		command := exec.Command(os.Args[1])
		command.Env = []string{"AWS_LAMBDA_RUNTIME_API=" + fmt.Sprint(listener.Addr(), "/", start)}
		begin := time.Now()
		if err := command.Start(); err != nil {
			panic(err)
		}
		end := <-responded
		command.Process.Kill()
		command.Wait()
		fmt.Println(end.Sub(begin).Nanoseconds())
	}
}
