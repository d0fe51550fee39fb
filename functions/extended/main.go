// Extended is hello with an additional layer that contains an external extension (../internal/agent): it shows the
// share of an extension in a cold start.
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
