// A JSON Schema of an order, compiled in package init or at first use.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

func handle(context.Context) (int, error) {
	return len(schema().Properties), nil
}

func main() {
	lambda.Start(handle)
}
