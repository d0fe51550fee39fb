// Lighter is heavier without that import.
package main

import (
	"coldgate.test/planted/internal/cost"
)

func main() {
	cost.Serve()
}
