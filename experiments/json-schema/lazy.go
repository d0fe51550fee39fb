//go:build !eager

package main

import "sync"

var (
	once     sync.Once
	compiled orderSchema
)

func schema() orderSchema {
	once.Do(func() { compiled = compile() })
	return compiled
}
