// A function whose program has lost its executable bit, as in a zip that was made on Windows.
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
