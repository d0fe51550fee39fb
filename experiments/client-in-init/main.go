// An HTTP client with the system's certificates, built in package init or at first use.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

func handle(context.Context) (int, error) {
	return int(client().Timeout), nil
}

func main() {
	lambda.Start(handle)
}
