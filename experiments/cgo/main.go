// A function with the usual imports, linked statically or, through cgo, against the C library.
package main

import (
	"context"
	"net/http"

	"github.com/aws/aws-lambda-go/lambda"
)

func handle(context.Context) (int, error) {
	return int(http.DefaultClient.Timeout), nil
}

func main() {
	lambda.Start(handle)
}
