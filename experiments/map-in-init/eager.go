//go:build eager

package main

var built = build()

func table() map[string]int { return built }
