package main

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"coldgate/functions/internal/catalog"
)

func TestWritesTheMailOfAValidEvent(t *testing.T) {
	var event catalog.Event
	source, err := os.ReadFile("../events/order-placed.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(source, &event); err != nil {
		t.Fatal(err)
	}
	got, err := handle(context.Background(), event)
	if err != nil || !got.Valid || !strings.Contains(got.Mail, "2 × Kettle") {
		t.Errorf("handle() = %+v, %v; want a mail with the order's lines", got, err)
	}
}

func TestNamesWhatIsWrongWithAnInvalidEvent(t *testing.T) {
	event := catalog.Event{Type: "order-cancelled", Detail: json.RawMessage(`{"orderId":"4711"}`)}
	got, err := handle(context.Background(), event)
	if err != nil || got.Valid || got.Reason == "" {
		t.Errorf("handle() = %+v, %v; want a reason", got, err)
	}
}

func TestRefusesAnUnknownType(t *testing.T) {
	if got, err := handle(context.Background(), catalog.Event{Type: "../common"}); err == nil {
		t.Errorf("handle() = %+v, want an error", got)
	}
}
