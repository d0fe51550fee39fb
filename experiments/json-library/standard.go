//go:build !other

package main

import "encoding/json"

var (
	unmarshal = json.Unmarshal
	marshal   = json.Marshal
)
