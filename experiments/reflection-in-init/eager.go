//go:build eager

package main

var filled = fill()

func registry() map[string][]string { return filled }
