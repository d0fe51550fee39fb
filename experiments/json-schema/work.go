package main

import (
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

type orderSchema = *jsonschema.Schema

func compile() orderSchema {
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("order.json", strings.NewReader(document())); err != nil {
		panic(err)
	}
	return compiler.MustCompile("order.json")
}

// document returns a schema of the size that APIs have: fifty kinds of lines, each with its own patterns.
func document() string {
	line := `{"type":"object","required":["sku","count"],"properties":{` +
		`"sku":{"type":"string","pattern":"^[A-Z]{2}-[0-9]{4,10}$"},"count":{"type":"integer","minimum":1},` +
		`"note":{"type":"string","maxLength":200},"price":{"type":"string","pattern":"^[0-9]+\\.[0-9]{2}$"}}}`
	return `{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{"lines":{"type":"array",` +
		`"items":{"anyOf":[` + strings.Repeat(line+",", 49) + line + `]}}}}`
}
