package main

import (
	"testing"
	"time"
)

func TestQuantileIsASampleOfTheRightRank(t *testing.T) {
	samples := []time.Duration{50, 10, 40, 20, 30}
	for q, want := range map[float64]time.Duration{0: 10, 0.2: 10, 0.5: 30, 0.8: 40, 0.81: 50, 0.95: 50, 1: 50} {
		if got := quantile(samples, q); got != want {
			t.Errorf("quantile(%v) = %v, want %v", q, got, want)
		}
	}
	if samples[0] != 50 {
		t.Error("the samples were reordered")
	}
}
