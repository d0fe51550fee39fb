//go:build other

package main

import "github.com/goccy/go-json"

func unmarshal(text []byte, to any) error { return json.Unmarshal(text, to) }

func marshal(from any) ([]byte, error) { return json.Marshal(from) }
