package main

import (
	"net"
	"net/url"
	"strings"
)

const refusal = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

// admits tells whether a request comes from this machine and not from a web page that a browser on it shows: by its Host
// and Origin, as the embedded Lambda's own listeners do.
func admits(head []byte) bool {
	host := field(head, "host")
	if host != nil && !isWord(string(host)) && !isLoopback(string(host)) {
		return false
	}
	origin := field(head, "origin")
	if origin == nil {
		return string(field(head, "sec-fetch-site")) != "cross-site"
	}
	page, err := url.Parse(string(origin))
	return err == nil && page.Host != "" && isLoopback(page.Host)
}

// isWord tells a name without a dot, which is no page's of the internet: small runtimes write any word there.
func isWord(host string) bool { return host != "" && !strings.ContainsAny(host, ".[") }

func isLoopback(hostPort string) bool {
	host, _, err := net.SplitHostPort(hostPort)
	if err != nil {
		host = strings.Trim(hostPort, "[]")
	}
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	address := net.ParseIP(host)
	return address != nil && address.IsLoopback()
}
