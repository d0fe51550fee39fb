//go:build ignore

// Writes zones.csv: 12,000 made-up postcode areas, each with its zone and price in cents.
package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	file, err := os.Create("zones.csv")
	if err != nil {
		panic(err)
	}
	out := bufio.NewWriter(file)
	for area := 0; area < 12000; area++ {
		zone := area * 7919 % 26
		fmt.Fprintf(out, "%05d,%c,%04d\n", area, 'A'+zone, 350+zone*85+area%50)
	}
	if err := out.Flush(); err != nil {
		panic(err)
	}
	if err := file.Close(); err != nil {
		panic(err)
	}
}
