package main

import (
	"math"
	"sort"
	"time"
)

// quantile returns the smallest sample that at least the share q of all samples do not exceed.
func quantile(samples []time.Duration, q float64) time.Duration {
	sorted := append([]time.Duration(nil), samples...)
	sort.Slice(sorted, func(i, j int) bool { return sorted[i] < sorted[j] })
	rank := int(math.Ceil(q * float64(len(sorted))))
	if rank < 1 {
		rank = 1
	}
	return sorted[rank-1]
}

func millis(d time.Duration) float64 {
	return float64(d) / float64(time.Millisecond)
}
