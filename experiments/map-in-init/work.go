package main

import "strconv"

const entries = 50_000

func build() map[string]int {
	table := make(map[string]int)
	for i := 0; i < entries; i++ {
		table["product-"+strconv.Itoa(i)] = i
	}
	return table
}
