//go:build !eager

package main

import "sync"

var (
	once  sync.Once
	built rules
)

func compiled() rules {
	once.Do(func() { built = compile() })
	return built
}
