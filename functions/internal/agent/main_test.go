package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestServesUntilTheShutdown(t *testing.T) {
	events := []string{"INVOKE", "INVOKE", "SHUTDOWN"}
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/register" {
			if r.Header.Get("Lambda-Extension-Name") != "agent" {
				t.Errorf("name %q", r.Header.Get("Lambda-Extension-Name"))
			}
			w.Header().Set(identifier, "one")
			return
		}
		if r.Header.Get(identifier) != "one" {
			t.Errorf("identifier %q", r.Header.Get(identifier))
		}
		fmt.Fprintf(w, `{"eventType":%q}`, events[asked])
		asked++
	}))
	defer server.Close()
	if err := run(server.URL, "agent"); err != nil || asked != len(events) {
		t.Fatalf("asked %d times: %v", asked, err)
	}
}

func TestSaysThatItIsNotRegistered(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	if err := run(server.URL, "agent"); err == nil {
		t.Fatal("no error")
	}
}
