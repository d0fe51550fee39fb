// Package hook runs before main, and before package work since that one imports it. A name that comes first is not enough: a
// package is initialised after those that it imports, and these have names too. The variable HOOK says what it does.
package hook

import (
	"os"
	"runtime/debug"
)

func init() {
	switch os.Getenv("HOOK") {
	case "variable":
		os.Setenv("GOGC", "off")
	case "call":
		debug.SetGCPercent(-1)
	}
}
