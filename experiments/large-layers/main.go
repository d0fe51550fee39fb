// The smallest function, with a large or a small layer on AWS.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

func handle(context.Context) (int, error) {
	return 0, nil
}

func main() {
	lambda.Start(handle)
}
