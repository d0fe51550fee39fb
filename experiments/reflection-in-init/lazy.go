//go:build !eager

package main

import "sync"

var (
	once   sync.Once
	filled map[string][]string
)

func registry() map[string][]string {
	once.Do(func() { filled = fill() })
	return filled
}
