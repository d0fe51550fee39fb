// The smallest function, started directly by Lambda or by a shell.
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
