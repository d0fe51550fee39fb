// Heap keeps 32 MB of small linked objects from its init.
package main

import (
	"coldgate.test/planted/internal/cost"
)

type node struct {
	next  *node
	other *node
	value [6]uint64
}

var all *node

func init() {
	var last *node
	for i := 0; i < 500_000; i++ {
		last = &node{next: last, other: all}
		if i%2 == 0 {
			all = last
		}
	}
	all = last
}

func main() {
	if all == nil {
		return
	}
	cost.Serve()
}
