// Package init decodes a document a hundred times, as a configuration of many parts is read.
package main

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/aws/aws-lambda-go/lambda"
)

var parts = decode()

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

func handle(context.Context) (int, error) {
	return len(parts), nil
}

func main() {
	lambda.Start(handle)
}
