package main

import (
	"testing"
	"time"
)

func TestMeasuresItsSleep(t *testing.T) {
	if got := sleep("5ms"); got < 5*time.Millisecond {
		t.Errorf("sleep(5ms) = %v", got)
	}
	for _, text := range []string{"", "0s", "soon", "-1s"} {
		if got := sleep(text); got != 0 {
			t.Errorf("sleep(%q) = %v, want none", text, got)
		}
	}
}
