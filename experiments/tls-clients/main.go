// A function that calls a TLS server 20 ms away in each invocation, in the way that the variable WAY names:
//
//	each     a new client for each request, so that nothing is kept
//	reused   one client, which keeps its connection
//	ahead    one client, whose connection is opened in init
//	full     one client whose connection is closed after each request, as idle ones are between invocations
//	resumed  the same with a cache of TLS sessions
//
// TLS is the highest version, 1.2 or 1.3, that is used.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

// The server's address and its certificate, in base64: the build sets both.
var address, certificate string

var (
	way    = os.Getenv("WAY")
	client = newClient()
)

func newClient() *http.Client {
	der, err := base64.StdEncoding.DecodeString(certificate)
	if err != nil {
		panic(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		panic(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(parsed)
	settings := &tls.Config{RootCAs: roots, ServerName: "far.example", MinVersion: tls.VersionTLS12}
	if os.Getenv("TLS") == "1.2" {
		settings.MaxVersion = tls.VersionTLS12
	}
	if way == "resumed" {
		settings.ClientSessionCache = tls.NewLRUClientSessionCache(8)
	}
	return &http.Client{Transport: &http.Transport{
		TLSClientConfig:   settings,
		DisableKeepAlives: way == "full" || way == "resumed",
	}}
}

func ask(client *http.Client) (int, error) {
	answer, err := client.Get("https://" + address)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("the server answers %s", answer.Status)
	}
	// A connection is kept only if its answer is read to the end.
	body, err := io.ReadAll(answer.Body)
	return len(body), err
}

func handle(context.Context) (int, error) {
	if way == "each" {
		return ask(newClient())
	}
	return ask(client)
}

func main() {
	if way == "ahead" {
		if _, err := ask(client); err != nil {
			panic(err)
		}
	}
	lambda.Start(handle)
}
