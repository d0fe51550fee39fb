//go:build !eager

package main

import "sync"

var (
	once  sync.Once
	built httpClient
)

func client() httpClient {
	once.Do(func() { built = build() })
	return built
}
