// An external extension with what the embedded Lambda must do right, and survive: stdlib only. EXT chooses what happens;
// each event is appended as a line to the file of EXT_LOG.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

var api = "http://" + os.Getenv("AWS_LAMBDA_RUNTIME_API") + "/2020-01-01/extension/"

func main() {
	word, rest, _ := strings.Cut(os.Getenv("EXT"), ":")
	number, _ := strconv.Atoi(rest)
	switch word {
	case "exit":
		os.Exit(number)
	case "hang":
		time.Sleep(time.Hour)
	}
	headers := map[string]string{
		"Lambda-Extension-Name":           filepath.Base(os.Args[0]),
		"Lambda-Extension-Accept-Feature": "accountId",
	}
	status, header, body := call("POST", api+"register", headers, `{"events":["INVOKE","SHUTDOWN"]}`)
	note(fmt.Sprint("register ", status, " ", body))
	id := map[string]string{"Lambda-Extension-Identifier": header.Get("Lambda-Extension-Identifier")}
	switch word {
	case "init-error":
		id["Lambda-Extension-Function-Error-Type"] = "Extension.NoConfig"
		status, _, _ = call("POST", api+"init/error", id, `{}`)
		note(fmt.Sprint("init/error ", status))
		os.Exit(3)
	case "crash":
		os.Exit(number)
	case "slow":
		time.Sleep(time.Duration(number) * time.Millisecond)
	case "telemetry":
		status, _, body = call("PUT", strings.Replace(api, "2020-01-01/extension/", "2022-07-01/telemetry", 1), id, `{}`)
		note(fmt.Sprint("telemetry ", status, " ", body))
	}
	for {
		_, _, text := call("GET", api+"event/next", id, "")
		var event struct{ EventType, ShutdownReason, RequestId string }
		json.Unmarshal([]byte(text), &event)
		note(strings.TrimSpace(event.EventType + " " + event.ShutdownReason))
		if event.EventType == "SHUTDOWN" {
			os.Exit(0)
		}
		switch word {
		case "crash-in-invoke":
			os.Exit(number)
		case "hold":
			time.Sleep(time.Duration(number) * time.Millisecond)
		case "exit-error":
			id["Lambda-Extension-Function-Error-Type"] = "Extension.Lost"
			call("POST", api+"exit/error", id, `{}`)
			os.Exit(4)
		}
	}
}

func note(line string) {
	file, err := os.OpenFile(os.Getenv("EXT_LOG"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err == nil {
		fmt.Fprintln(file, strings.TrimSpace(line))
		file.Close()
	}
}

func call(method, url string, headers map[string]string, body string) (int, http.Header, string) {
	request, _ := http.NewRequest(method, url, strings.NewReader(body))
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(9)
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	return response.StatusCode, response.Header, string(text)
}
