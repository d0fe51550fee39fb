// Connect opens a pool of connections in its init, to where PLANTED_SERVER says, and keeps them.
package main

import (
	"net"
	"os"

	"coldgate.test/planted/internal/cost"
)

var pool []net.Conn

func init() {
	for i := 0; i < 60; i++ {
		connection, err := net.Dial("tcp", os.Getenv("PLANTED_SERVER"))
		if err != nil {
			panic(err)
		}
		pool = append(pool, connection)
	}
}

func main() {
	cost.Serve()
	for _, connection := range pool {
		connection.Close()
	}
}
