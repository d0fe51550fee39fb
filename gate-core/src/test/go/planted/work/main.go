// Work computes in main, before it serves.
package main

import (
	"coldgate.test/planted/internal/cost"
)

func main() {
	if cost.Burn(cost.Steps) == 0 {
		return
	}
	cost.Serve()
}
