// A function that reads a list of 200 orders and writes it back, with encoding/json or with another library.
package main

import (
	"context"
	"errors"
	"strings"

	"github.com/aws/aws-lambda-go/lambda"
)

type order struct {
	ID       int               `json:"id"`
	Customer string            `json:"customer"`
	Express  bool              `json:"express"`
	Lines    []line            `json:"lines"`
	Notes    map[string]string `json:"notes"`
}

type line struct {
	SKU   string  `json:"sku"`
	Count int     `json:"count"`
	Price float64 `json:"price"`
}

const one = `{"id":4711,"customer":"Ada Lovelace","express":true,"lines":[` +
	`{"sku":"AB-1234","count":2,"price":9.75},{"sku":"CD-5678","count":1,"price":120.5}],"notes":{"gift":"yes"}}`

var document = []byte("[" + strings.Repeat(one+",", 199) + one + "]")

func handle(context.Context) (int, error) {
	var orders []order
	if err := unmarshal(document, &orders); err != nil {
		return 0, err
	}
	text, err := marshal(orders)
	if err == nil && len(text) != len(document) {
		err = errors.New("what is written is not what was read")
	}
	return len(text), err
}

func main() {
	lambda.Start(handle)
}
