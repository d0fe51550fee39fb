// A function that writes 500 lines of a report as JSON, each in a buffer that is newly allocated or taken from a pool,
// and reports the number of allocations.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"runtime"
	"sync"

	"github.com/aws/aws-lambda-go/lambda"
)

const (
	lines  = 500
	buffer = 16 << 10
)

type line struct {
	Product string   `json:"product"`
	Tags    []string `json:"tags"`
	Count   int      `json:"count"`
}

type answer struct {
	Length      int    `json:"length"`
	Allocations uint64 `json:"allocations"`
}

var (
	pooled = os.Getenv("WAY") == "pool"
	pool   = sync.Pool{New: func() any { return newBuffer() }}
)

func newBuffer() *bytes.Buffer { return bytes.NewBuffer(make([]byte, 0, buffer)) }

func write(l *line) (int, error) {
	var b *bytes.Buffer
	if pooled {
		b = pool.Get().(*bytes.Buffer)
		b.Reset()
		defer pool.Put(b)
	} else {
		b = newBuffer()
	}
	err := json.NewEncoder(b).Encode(l)
	return b.Len(), err
}

func handle(context.Context) (answer, error) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	length := 0
	l := &line{Product: "4711", Tags: []string{"new", "blue"}}
	for l.Count = 0; l.Count < lines; l.Count++ {
		n, err := write(l)
		if err != nil {
			return answer{}, err
		}
		length += n
	}
	runtime.ReadMemStats(&after)
	return answer{length, after.Mallocs - before.Mallocs}, nil
}

func main() {
	lambda.Start(handle)
}
