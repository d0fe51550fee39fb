// Package catalogtest tests the behaviour that every handler of catalog events must have.
package catalogtest

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"coldgate/functions/internal/catalog"
)

// Handler is a function's handler.
type Handler func(context.Context, catalog.Event) (catalog.Result, error)

// Run tests a handler, from the folder of its function.
func Run(t *testing.T, handle Handler) {
	t.Run("writes the mail of a valid event", func(t *testing.T) { writesTheMail(t, handle) })
	t.Run("names what is wrong with an invalid event", func(t *testing.T) { namesWhatIsWrong(t, handle) })
	t.Run("refuses an unknown type", func(t *testing.T) { refusesAnUnknownType(t, handle) })
}

func writesTheMail(t *testing.T, handle Handler) {
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

func namesWhatIsWrong(t *testing.T, handle Handler) {
	event := catalog.Event{Type: "order-cancelled", Detail: json.RawMessage(`{"orderId":"4711"}`)}
	got, err := handle(context.Background(), event)
	if err != nil || got.Valid || got.Reason == "" {
		t.Errorf("handle() = %+v, %v; want a reason", got, err)
	}
}

func refusesAnUnknownType(t *testing.T, handle Handler) {
	if got, err := handle(context.Background(), catalog.Event{Type: "../common"}); err == nil {
		t.Errorf("handle() = %+v, want an error", got)
	}
}
