// Package work decodes a document fifty times in its init, like a program that reads a configuration of many parts.
package work

import (
	"encoding/json"
	"strings"

	_ "coldgate/experiments/hook-before-main/hook"
)

// Parts are the decoded documents.
var Parts = decode()

func decode() []map[string]any {
	var all []map[string]any
	document := []byte(`{"routes":[` + strings.Repeat(`{"path":"/a/b","methods":["GET","POST"],"limits":{"rate":10}},`, 200) + `{}]}`)
	for i := 0; i < 50; i++ {
		var part map[string]any
		if err := json.Unmarshal(document, &part); err != nil {
			panic(err)
		}
		all = append(all, part)
	}
	return all
}
