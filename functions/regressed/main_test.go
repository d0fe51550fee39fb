package main

import (
	"context"
	"testing"
)

func TestBurnsItsHundredMillisecondsBeforeTheFirstEvent(t *testing.T) {
	got, err := handle(context.Background(), nil)
	if err != nil || got.BurnedMillis < usualBurn.Milliseconds() {
		t.Errorf("handle() = %+v, %v; want at least %v burned in init", got, err, usualBurn)
	}
}
