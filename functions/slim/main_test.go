package main

import (
	"context"
	"testing"

	"coldgate/functions/internal/postage"
)

func TestQuotesThePriceOfAnArea(t *testing.T) {
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

func TestRefusesAnUnknownArea(t *testing.T) {
	for _, area := range []string{"", "0012", "001234", "99999", "abcde"} {
		if got, err := quote(context.Background(), postage.Request{Area: area}); err == nil {
			t.Errorf("quote(%q) = %+v, want an error", area, got)
		}
	}
}
