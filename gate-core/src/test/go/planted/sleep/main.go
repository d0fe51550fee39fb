// Sleep waits in its package's init.
package main

import (
	"time"

	"coldgate.test/planted/internal/cost"
)

func init() {
	time.Sleep(12 * time.Millisecond)
}

func main() {
	cost.Serve()
}
