package main

import (
	"os"
	"os/signal"
	"syscall"
)

func waitForTerm(path string) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM)
	go func() {
		<-signals
		os.WriteFile(path, []byte("terminated"), 0o600)
		os.Exit(0)
	}()
}
