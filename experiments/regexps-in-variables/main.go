// Fifty regular expressions and ten templates, compiled in package init or at first use.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

func handle(context.Context) (int, error) {
	return len(compiled().expressions), nil
}

func main() {
	lambda.Start(handle)
}
