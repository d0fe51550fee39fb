//go:build eager

package main

var compiled = compile()

func schema() orderSchema { return compiled }
