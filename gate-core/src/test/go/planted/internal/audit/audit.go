// Package audit is what brings the other module in.
package audit

import "coldgate.test/dep"

// Mark gives a value of the other module.
func Mark() uint64 { return dep.Value() }
