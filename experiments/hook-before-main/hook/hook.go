// Package hook runs before main, and before package work because work imports it. A name that sorts first is not
// enough: a package is initialised after the packages that it imports, which have names too. The variable HOOK selects
// the action.
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
