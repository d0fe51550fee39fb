// A function with a hook before main that disables garbage collection for the packages after it, or tries to.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"coldgate/experiments/hook-before-main/work"
)

func handle(context.Context) (int, error) {
	return len(work.Parts), nil
}

func main() {
	lambda.Start(handle)
}
