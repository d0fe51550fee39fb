//go:build !eager && !(value && go1.21)

package main

import "sync"

var (
	once  sync.Once
	built map[string]int
)

func table() map[string]int {
	once.Do(func() { built = build() })
	return built
}
