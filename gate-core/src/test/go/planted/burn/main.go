// Burn computes in its package's init.
package main

import (
	"coldgate.test/planted/internal/cost"
)

var burned = cost.Burn(cost.Steps)

func main() {
	if burned == 0 {
		return
	}
	cost.Serve()
}
