// A TLS server on loopback with a simulated round-trip time of 20 ms: bytes in each direction arrive 10 ms after they
// were sent, and those of a new connection one round trip later, which the TCP handshake takes on a real network.
//
//	beside FOLDER
//
// It makes a certificate, writes FOLDER/address and FOLDER/certificate (base64), prints "ready", and removes them when
// it ends: on a signal, or after an hour.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

const oneWay = 10 * time.Millisecond

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: beside FOLDER"))
	}
	folder := os.Args[1]
	certificate, err := newCertificate()
	check(err)
	near, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	far, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	server := &http.Server{
		Handler:   http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "here") }),
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12},
	}
	go func() { fail(server.ServeTLS(near, "", "")) }()
	go forward(far, near.Addr().String())

	check(os.MkdirAll(folder, 0o755))
	files := map[string]string{
		"certificate": base64.StdEncoding.EncodeToString(certificate.Certificate[0]),
		"address":     far.Addr().String(),
	}
	for name, text := range files {
		check(os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644))
	}
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGTERM, syscall.SIGINT)
	fmt.Println("ready")
	select {
	case <-end:
	case <-time.After(time.Hour):
	}
	for name := range files {
		os.Remove(filepath.Join(folder, name))
	}
}

func newCertificate() (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: "far.example"},
		DNSNames:              []string{"far.example"},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(24 * time.Hour),
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
		IsCA:                  true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, err
}

func forward(far net.Listener, to string) {
	for {
		client, err := far.Accept()
		check(err)
		connected := time.Now().Add(2 * oneWay)
		server, err := net.Dial("tcp", to)
		check(err)
		go carry(client, server, connected)
		go carry(server, client, connected)
	}
}

type sent struct {
	bytes  []byte
	arrive time.Time
}

// carry forwards everything that is sent to the other end, with the one-way delay, and nothing before there is a
// connection.
func carry(from, to net.Conn, connected time.Time) {
	way := make(chan sent, 1024)
	go func() {
		defer close(way)
		for {
			buffer := make([]byte, 16<<10)
			n, err := from.Read(buffer)
			at := time.Now()
			if at.Before(connected) {
				at = connected
			}
			way <- sent{buffer[:n], at.Add(oneWay)}
			if err != nil {
				return
			}
		}
	}()
	for piece := range way {
		time.Sleep(time.Until(piece.arrive))
		if _, err := to.Write(piece.bytes); err != nil {
			break
		}
	}
	to.Close()
	for range way {
		// The sender will notice the error and stop.
	}
}

func check(err error) {
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "beside:", err)
	os.Exit(4)
}
