// Heavier imports, by way of a package of its own, another module whose init computes.
package main

import (
	"coldgate.test/planted/internal/audit"
	"coldgate.test/planted/internal/cost"
)

func main() {
	if audit.Mark() == 0 {
		return
	}
	cost.Serve()
}
