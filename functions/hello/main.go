// Hello is the smallest useful function: the minimum of a Go cold start.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

type greetingRequest struct {
	Name string `json:"name"`
}

type greeting struct {
	Message string `json:"message"`
}

func greet(_ context.Context, request greetingRequest) (greeting, error) {
	name := request.Name
	if name == "" {
		name = "world"
	}
	return greeting{Message: "Hello, " + name + "!"}, nil
}

func main() {
	lambda.Start(greet)
}
