package main

import (
	"reflect"
	"strconv"
)

const types = 1_000

// fill also creates the types, so that the source need not declare a thousand of them.
func fill() map[string][]string {
	registry := make(map[string][]string)
	for i := 0; i < types; i++ {
		made := reflect.StructOf([]reflect.StructField{
			{Name: "ID" + strconv.Itoa(i), Type: reflect.TypeOf(0), Tag: `json:"id"`},
			{Name: "Name", Type: reflect.TypeOf(""), Tag: `json:"name"`},
			{Name: "Tags", Type: reflect.TypeOf([]string(nil)), Tag: `json:"tags,omitempty"`},
		})
		for f := 0; f < made.NumField(); f++ {
			field := made.Field(f)
			registry[made.String()] = append(registry[made.String()], field.Name+" "+field.Tag.Get("json"))
		}
	}
	return registry
}
