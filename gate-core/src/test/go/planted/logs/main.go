// Logs writes 600 KB in its init.
package main

import (
	"log"
	"strings"

	"coldgate.test/planted/internal/cost"
)

func init() {
	words := strings.Repeat("loaded ", 10)
	for i := 0; i < 6_000; i++ {
		log.Println(i, words)
	}
}

func main() {
	cost.Serve()
}
