//go:build !linux

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "only Linux takes a file out of its page cache when it is asked to")
	os.Exit(3)
}
