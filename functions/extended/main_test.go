package main

import (
	"context"
	"testing"
)

func TestGreets(t *testing.T) {
	if text, err := greet(context.Background(), request{Name: "you"}); err != nil || text != "Hello, you!" {
		t.Fatal(text, err)
	}
}
