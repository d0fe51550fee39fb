// Eager-init compiles every JSON schema and mail while its package is initialised: each cold start pays for all event
// types, whichever one triggered it.
package main

import (
	"context"
	"fmt"

	"coldgate/functions/internal/catalog"
	"github.com/aws/aws-lambda-go/lambda"
)

var entries = compileAll()

func compileAll() map[string]*catalog.Entry {
	compiled := make(map[string]*catalog.Entry)
	for _, eventType := range catalog.Types {
		entry, err := catalog.Compile(eventType)
		if err != nil {
			panic(err)
		}
		compiled[eventType] = entry
	}
	return compiled
}

func handle(_ context.Context, event catalog.Event) (catalog.Result, error) {
	entry, known := entries[event.Type]
	if !known {
		return catalog.Result{}, fmt.Errorf("unknown event type %q", event.Type)
	}
	return entry.Process(event.Detail)
}

func main() {
	lambda.Start(handle)
}
