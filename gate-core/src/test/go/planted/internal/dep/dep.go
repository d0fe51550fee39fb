// Package dep is another module's, and its init computes a table that nobody asked for yet.
package dep

var table = compute(6_000_000)

func compute(steps int) uint64 {
	x := uint64(88172645463325252)
	for i := 0; i < steps; i++ {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	return x
}

// Value gives what was computed.
func Value() uint64 { return table }
