//go:build eager

package main

var built = compile()

func compiled() rules { return built }
