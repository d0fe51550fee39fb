package main

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Lambda's limit of a response: 6 MiB and 100 bytes.
const maxResponse = 6<<20 + 100

const invocations = "/2018-06-01/runtime/invocation/"

// invokeAPI is the API that LocalStack calls. It answers immediately; the result goes to LocalStack's own endpoint.
func (e *environment) invokeAPI() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/invoke", func(w http.ResponseWriter, r *http.Request) {
		var i invocation
		if err := json.NewDecoder(r.Body).Decode(&i); err != nil || r.Method != http.MethodPost {
			http.Error(w, "POST an invocation", http.StatusBadRequest)
			return
		}
		go e.serve(i)
		w.WriteHeader(http.StatusOK)
	})
	return mux
}

// runtimeAPI is Lambda's Runtime API, 2018-06-01, for the function's runtime.
func (e *environment) runtimeAPI() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc(invocations+"next", e.serveNext)
	mux.HandleFunc("/2018-06-01/runtime/init/error", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(io.LimitReader(r.Body, maxResponse))
		select {
		case e.refused <- body:
		default:
		}
		confirm(w)
	})
	mux.HandleFunc(invocations, e.serveAnswer)
	return mux
}

func (e *environment) serveNext(w http.ResponseWriter, r *http.Request) {
	select {
	case e.next <- struct{}{}:
	case <-r.Context().Done():
		return
	}
	select {
	case i := <-e.work:
		header := w.Header()
		header.Set("Content-Type", "application/json")
		header.Set("Lambda-Runtime-Aws-Request-Id", i.ID)
		header.Set("Lambda-Runtime-Invoked-Function-Arn", i.ARN)
		header.Set("Lambda-Runtime-Trace-Id", i.Trace)
		header.Set("Lambda-Runtime-Deadline-Ms", strconv.FormatInt(time.Now().Add(e.timeout).UnixMilli(), 10))
		header.Set("Content-Length", strconv.Itoa(len(i.Payload)))
		io.WriteString(w, i.Payload)
	case <-r.Context().Done():
	}
}

func (e *environment) serveAnswer(w http.ResponseWriter, r *http.Request) {
	id, kind, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, invocations), "/")
	if r.Method != http.MethodPost || kind != "response" && kind != "error" {
		http.NotFound(w, r)
		return
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxResponse+1))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	current := <-e.current
	if current != id {
		e.current <- current
		refuse(w, http.StatusBadRequest, "InvalidRequestID", "Invalid request ID")
		return
	}
	given := answer{body, kind == "error"}
	if len(body) > maxResponse {
		given = answer{document("Function.ResponseSizeTooLarge", "Response payload size exceeded maximum allowed payload size"), true}
	}
	select {
	case e.answers <- given:
		e.current <- current
		if len(body) > maxResponse {
			refuse(w, http.StatusRequestEntityTooLarge, "RequestEntityTooLarge", "Exceeded maximum allowed payload size")
			return
		}
		confirm(w)
	default:
		e.current <- current
		refuse(w, http.StatusForbidden, "InvalidStateTransition", "The invocation was answered before")
	}
}

func confirm(w http.ResponseWriter) {
	w.WriteHeader(http.StatusAccepted)
	io.WriteString(w, `{"status":"OK"}`+"\n")
}

func refuse(w http.ResponseWriter, status int, errorType, message string) {
	w.WriteHeader(status)
	w.Write(document(errorType, message))
}
