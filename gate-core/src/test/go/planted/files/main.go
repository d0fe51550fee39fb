// Files reads 4,000 pieces of its own program in its init: 26 MB.
package main

import (
	"os"

	"coldgate.test/planted/internal/cost"
)

const (
	pieces = 4_000
	size   = 6_500
)

var read int

func init() {
	self, err := os.Open("/proc/self/exe")
	if err != nil {
		panic(err)
	}
	defer self.Close()
	piece := make([]byte, size)
	for i := 0; i < pieces; i++ {
		n, err := self.ReadAt(piece, int64(i%400)*size)
		if err != nil {
			panic(err)
		}
		read += n
	}
}

func main() {
	if read < pieces*size {
		return
	}
	cost.Serve()
}
