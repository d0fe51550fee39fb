// Resolve looks up a name of /etc/hosts in its init, again and again.
package main

import (
	"context"
	"net"

	"coldgate.test/planted/internal/cost"
)

func init() {
	for i := 0; i < 8_000; i++ {
		if _, err := net.DefaultResolver.LookupHost(context.Background(), "localhost"); err != nil {
			panic(err)
		}
	}
}

func main() {
	cost.Serve()
}
