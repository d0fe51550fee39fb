package main

import (
	"context"
	"testing"
)

func TestGreetsByName(t *testing.T) {
	for name, want := range map[string]string{"Ada": "Hello, Ada!", "": "Hello, world!"} {
		got, err := greet(context.Background(), greetingRequest{Name: name})
		if err != nil || got.Message != want {
			t.Errorf("greet(%q) = %q, %v; want %q", name, got.Message, err, want)
		}
	}
}
