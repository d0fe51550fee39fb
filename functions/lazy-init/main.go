// Lazy-init does eager-init's work on first use: a cold start compiles only the schema and mail that its first event
// needs, inside the handler; the others are compiled when they are first needed.
package main

import (
	"context"
	"fmt"
	"sync"

	"coldgate/functions/internal/catalog"
	"github.com/aws/aws-lambda-go/lambda"
)

type lazyEntry struct {
	once  sync.Once
	entry *catalog.Entry
	err   error
}

var entries = declareAll()

func declareAll() map[string]*lazyEntry {
	declared := make(map[string]*lazyEntry)
	for _, eventType := range catalog.Types {
		declared[eventType] = new(lazyEntry)
	}
	return declared
}

func handle(_ context.Context, event catalog.Event) (catalog.Result, error) {
	lazy, known := entries[event.Type]
	if !known {
		return catalog.Result{}, fmt.Errorf("unknown event type %q", event.Type)
	}
	lazy.once.Do(func() { lazy.entry, lazy.err = catalog.Compile(event.Type) })
	if lazy.err != nil {
		return catalog.Result{}, lazy.err
	}
	return lazy.entry.Process(event.Detail)
}

func main() {
	lambda.Start(handle)
}
