// Package postagetest tests the behaviour that every handler of postage requests must have.
package postagetest

import (
	"context"
	"testing"

	"coldgate/functions/internal/postage"
)

// Handler is a function's handler.
type Handler func(context.Context, postage.Request) (postage.Quote, error)

// Run tests a handler.
func Run(t *testing.T, quote Handler) {
	t.Run("quotes the price of an area", func(t *testing.T) { quotesThePrice(t, quote) })
	t.Run("refuses an unknown area", func(t *testing.T) { refusesAnUnknownArea(t, quote) })
}

func quotesThePrice(t *testing.T, quote Handler) {
	for area, want := range map[string]postage.Quote{
		"00000": {Zone: "A", Cents: 350},
		"00123": {Zone: "Z", Cents: 2498},
		"11999": {Zone: "N", Cents: 1504},
	} {
		got, err := quote(context.Background(), postage.Request{Area: area})
		if err != nil || got != want {
			t.Errorf("quote(%q) = %+v, %v; want %+v", area, got, err, want)
		}
	}
}

func refusesAnUnknownArea(t *testing.T, quote Handler) {
	for _, area := range []string{"", "0012", "001234", "99999", "abcde"} {
		if got, err := quote(context.Background(), postage.Request{Area: area}); err == nil {
			t.Errorf("quote(%q) = %+v, want an error", area, got)
		}
	}
}
