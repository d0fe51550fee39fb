// Extended is hello with a layer beside it that holds an external extension (../internal/agent): what an extension
// costs of a cold start.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	Name string `json:"name"`
}

func greet(_ context.Context, r request) (string, error) {
	return "Hello, " + r.Name + "!", nil
}

func main() {
	lambda.Start(greet)
}
