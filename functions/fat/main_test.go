package main

import (
	"testing"

	"coldgate/functions/internal/postage/postagetest"
)

func TestQuotes(t *testing.T) {
	postagetest.Run(t, quote)
}
