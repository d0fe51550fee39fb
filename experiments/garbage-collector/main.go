// Package init decodes a document fifty times, like a program that reads a configuration of many parts; the handler
// allocates, as a request does. It reports the number of garbage collections until its first event, and the time of an
// allocation.
package main

import (
	"context"
	"encoding/json"
	"runtime"
	"sort"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

type answer struct {
	Parts         int     `json:"parts"`
	Collections   uint32  `json:"collections"`
	AllocationP95 float64 `json:"allocationP95"`
}

// This number of allocations of this size takes some milliseconds, long enough to include collections.
const (
	allocations = 2_000
	size        = 8 << 10
)

var (
	parts = decode()
	kept  [allocations][]byte
)

func decode() []map[string]any {
	var all []map[string]any
	document := []byte(`{"routes":[` + strings.Repeat(`{"path":"/a/b","methods":["GET","POST"],"limits":{"rate":10}},`, 200) + `{}]}`)
	for i := 0; i < 50; i++ {
		var part map[string]any
		if err := json.Unmarshal(document, &part); err != nil {
			panic(err)
		}
		all = append(all, part)
	}
	return all
}

// allocate returns the 95th percentile of the time of an allocation, in microseconds.
func allocate() float64 {
	took := make([]time.Duration, allocations)
	for i := range took {
		before := time.Now()
		kept[i] = make([]byte, size)
		took[i] = time.Since(before)
	}
	sort.Slice(took, func(i, j int) bool { return took[i] < took[j] })
	return float64(took[allocations*95/100]) / float64(time.Microsecond)
}

func handle(context.Context) (answer, error) {
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return answer{len(parts), memory.NumGC, allocate()}, nil
}

func main() {
	lambda.Start(handle)
}
