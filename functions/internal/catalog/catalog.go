// Package catalog validates the events of a shop against JSON schemas and writes the mail that each event requires. The
// caller decides when the schemas and mails are compiled.
package catalog

import (
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

//go:embed schemas/*.json
var schemas embed.FS

//go:embed mails/*.html
var mails embed.FS

// Types are the shop's event types, each with its own schema and mail.
var Types = []string{
	"customer-registered",
	"invoice-issued",
	"order-cancelled",
	"order-placed",
	"payment-captured",
	"return-requested",
	"shipment-delayed",
	"shipment-dispatched",
}

// Event is an event that the shop publishes.
type Event struct {
	Type   string          `json:"type"`
	Detail json.RawMessage `json:"detail"`
}

// Result reports whether the event was valid, with the mail or the reason.
type Result struct {
	Valid  bool   `json:"valid"`
	Mail   string `json:"mail,omitempty"`
	Reason string `json:"reason,omitempty"`
}

// Entry is one event type, compiled and ready.
type Entry struct {
	schema *jsonschema.Schema
	mail   *template.Template
}

// Compile does the expensive work for one event type: it parses and compiles the schema with the definitions that it
// refers to (and all their patterns), and parses the mail.
func Compile(eventType string) (*Entry, error) {
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft2020
	compiler.AssertFormat = true
	for _, name := range []string{"common", eventType} {
		source, err := schemas.ReadFile("schemas/" + name + ".json")
		if err != nil {
			return nil, fmt.Errorf("unknown event type %q", eventType)
		}
		if err := compiler.AddResource(name+".json", strings.NewReader(string(source))); err != nil {
			return nil, err
		}
	}
	schema, err := compiler.Compile(eventType + ".json")
	if err != nil {
		return nil, err
	}
	mail, err := template.ParseFS(mails, "mails/layout.html", "mails/"+eventType+".html")
	if err != nil {
		return nil, err
	}
	return &Entry{schema: schema, mail: mail}, nil
}

// Process validates an event's detail and writes its mail.
func (e *Entry) Process(detail json.RawMessage) (Result, error) {
	var value interface{}
	if err := json.Unmarshal(detail, &value); err != nil {
		return Result{Reason: err.Error()}, nil
	}
	if err := e.schema.Validate(value); err != nil {
		return Result{Reason: reason(err)}, nil
	}
	var mail strings.Builder
	if err := e.mail.ExecuteTemplate(&mail, "layout", value); err != nil {
		return Result{}, err
	}
	return Result{Valid: true, Mail: mail.String()}, nil
}

func reason(err error) string {
	invalid, ok := err.(*jsonschema.ValidationError)
	if !ok {
		return err.Error()
	}
	for len(invalid.Causes) > 0 {
		invalid = invalid.Causes[0]
	}
	return invalid.InstanceLocation + ": " + invalid.Message
}
