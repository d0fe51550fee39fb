// The smallest function, alone in its package or among 5,000 files.
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
