// Agent is the smallest useful external extension: it registers, and waits for each event until the last one.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

const identifier = "Lambda-Extension-Identifier"

func main() {
	if err := run("http://"+os.Getenv("AWS_LAMBDA_RUNTIME_API")+"/2020-01-01/extension", filepath.Base(os.Args[0])); err != nil {
		fmt.Fprintln(os.Stderr, "agent:", err)
		os.Exit(1)
	}
}

// run serves until the environment ends.
func run(api, name string) error {
	request, err := http.NewRequest(http.MethodPost, api+"/register", strings.NewReader(`{"events":["INVOKE","SHUTDOWN"]}`))
	if err != nil {
		return err
	}
	request.Header.Set("Lambda-Extension-Name", name)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	response.Body.Close()
	id := response.Header.Get(identifier)
	if id == "" {
		return errors.New("not registered: " + response.Status)
	}
	for {
		last, err := next(api, id)
		if last || err != nil {
			return err
		}
	}
}

// next waits for an event, and reports whether it is the last one.
func next(api, id string) (bool, error) {
	request, err := http.NewRequest(http.MethodGet, api+"/event/next", nil)
	if err != nil {
		return false, err
	}
	request.Header.Set(identifier, id)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return false, errors.New("no event: " + response.Status)
	}
	var event struct {
		EventType string `json:"eventType"`
	}
	err = json.NewDecoder(response.Body).Decode(&event)
	return event.EventType == "SHUTDOWN", err
}
