//go:build eager

package main

var built = build()

func client() httpClient { return built }
