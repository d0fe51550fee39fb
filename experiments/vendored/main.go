// A function that is built from the module cache or from a vendor folder.
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
