package main

import "testing"

func TestOnlyThisMachineIsLetIn(t *testing.T) {
	for header, admitted := range map[string]bool{
		"Host: 127.0.0.1:9001": true,
		"HOST: localhost":      true,
		"Host: lambda.localhost:80\r\nOrigin: http://[::1]:3000": true,
		"Host: x:80":                      true,
		"X-Y: z":                          true,
		"Host: evil.example":              false,
		"Host: 127.0.0.1.evil.example":    false,
		"Host: 127.0.0.1\r\nOrigin: null": false,
		"Host: 127.0.0.1\r\nOrigin: https://evil.example":   false,
		"Host: 127.0.0.1\r\nSec-Fetch-Site: cross-site":     false,
		"Host: 127.0.0.1\r\nSec-Fetch-Site: same-origin":    true,
		"Host: 127.0.0.1\r\nOrigin: http://localhost.evil/": false,
	} {
		if admits([]byte("GET "+nextPath+" HTTP/1.1\r\n"+header+"\r\n\r\n")) != admitted {
			t.Errorf("%q: let in: %v", header, !admitted)
		}
	}
}
