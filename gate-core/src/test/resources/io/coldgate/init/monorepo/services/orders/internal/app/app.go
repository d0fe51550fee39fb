// Package app serves every function of the module.
package app

import (
	"context"
	"encoding/json"

	"example.com/shop/common"
	"github.com/aws/aws-lambda-go/lambda"
)

// Serve answers events.
func Serve() {
	lambda.Start(func(_ context.Context, _ json.RawMessage) (string, error) { return common.Greeting(), nil })
}
