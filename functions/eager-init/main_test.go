package main

import (
	"testing"

	"coldgate/functions/internal/catalog/catalogtest"
)

func TestHandlesEvents(t *testing.T) {
	catalogtest.Run(t, handle)
}
