package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"
)

const functions = "/2015-03-31/functions"

// lambdaFunction is a function behind Lambda's own API, on a server that checks no signature.
type lambdaFunction struct {
	connection
	name  string
	nonce int
}

// Some servers read the region and the account from here; none checks the signature.
const unsigned = "Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/lambda/aws4_request, " +
	"SignedHeaders=host, Signature=0\r\n"

func (f *lambdaFunction) create(zip string) error {
	code, err := os.ReadFile(zip)
	if err != nil {
		return err
	}
	request, err := json.Marshal(map[string]interface{}{
		"FunctionName": f.name,
		"Runtime":      "provided.al2023",
		"Handler":      "bootstrap",
		"Role":         "arn:aws:iam::000000000000:role/bench",
		"MemorySize":   512,
		"Timeout":      20,
		"Code":         map[string]string{"ZipFile": base64.StdEncoding.EncodeToString(code)},
	})
	if err != nil {
		return err
	}
	if _, err := f.must("POST", functions, "", request); err != nil {
		return err
	}
	return f.awaitReady()
}

// makeCold gives the function a configuration with which none of its environments has run.
func (f *lambdaFunction) makeCold(variables map[string]string) error {
	f.nonce++
	environment := map[string]string{"COLDGATE_NONCE": fmt.Sprint(f.nonce)}
	for name, value := range variables {
		environment[name] = value
	}
	request, err := json.Marshal(map[string]interface{}{
		"Environment": map[string]interface{}{"Variables": environment},
	})
	if err != nil {
		return err
	}
	if _, err := f.must("PUT", functions+"/"+f.name+"/configuration", "", request); err != nil {
		return err
	}
	return f.awaitReady()
}

func (f *lambdaFunction) awaitReady() error {
	return within(callTimeout, 5*time.Millisecond, func() error {
		answer, err := f.must("GET", functions+"/"+f.name+"/configuration", "", nil)
		if err != nil {
			return err
		}
		var configuration struct{ State, LastUpdateStatus string }
		if err := json.Unmarshal(answer.body, &configuration); err != nil {
			return err
		}
		if configuration.State != "Active" || configuration.LastUpdateStatus != "Successful" {
			return fmt.Errorf("%s is %s, its update %s", f.name, configuration.State, configuration.LastUpdateStatus)
		}
		return nil
	})
}

// invoke returns the response and, with the tail, the last lines of the log.
func (f *lambdaFunction) invoke(payload []byte, tail bool) (response, string, time.Duration, error) {
	header := ""
	if tail {
		header = "X-Amz-Log-Type: Tail\r\n"
	}
	// A kept connection is not part of a cold start, and the server may have closed it meanwhile.
	if err := f.open(); err != nil {
		return response{}, "", 0, err
	}
	start := time.Now()
	answer, err := f.must("POST", functions+"/"+f.name+"/invocations", header, payload)
	elapsed := time.Since(start)
	if err != nil {
		return response{}, "", 0, err
	}
	if kind := answer.header.Get("X-Amz-Function-Error"); kind != "" {
		return response{}, "", 0, fmt.Errorf("%s failed (%s): %s", f.name, kind, answer.body)
	}
	log, err := base64.StdEncoding.DecodeString(answer.header.Get("X-Amz-Log-Result"))
	return answer, string(log), elapsed, err
}

func (f *lambdaFunction) must(method, path, header string, body []byte) (response, error) {
	answer, err := f.call(method, path, unsigned+header, body)
	if err == nil && answer.status/100 != 2 {
		err = fmt.Errorf("%s %s: %d: %s", method, path, answer.status, strings.TrimSpace(string(answer.body)))
	}
	return answer, err
}
