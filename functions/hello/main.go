// Hello is the smallest useful function: the floor of what a Go cold start costs.
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
