//go:build !eager && value && go1.21

package main

import "sync"

var table = sync.OnceValue(build)
