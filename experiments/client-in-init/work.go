package main

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"time"
)

type httpClient = *http.Client

func build() httpClient {
	roots, err := x509.SystemCertPool()
	if err != nil {
		roots = x509.NewCertPool()
	}
	return &http.Client{
		Timeout:   10 * time.Second,
		Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}},
	}
}
