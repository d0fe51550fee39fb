// Pack writes a function package: a zip with one executable, byte-for-byte the same whenever and wherever it is made.
//
//	pack ZIP EXECUTABLE    puts EXECUTABLE into ZIP as bootstrap, mode 0755
package main

import (
	"archive/zip"
	"compress/flate"
	"fmt"
	"io"
	"os"
	"time"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: pack ZIP EXECUTABLE")
		os.Exit(2)
	}
	if err := pack(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func pack(archive, executable string) error {
	source, err := os.Open(executable)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.Create(archive)
	if err != nil {
		return err
	}
	if err := write(target, source); err != nil {
		target.Close()
		return err
	}
	return target.Close()
}

func write(target io.Writer, source io.Reader) error {
	out := zip.NewWriter(target)
	out.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	// A zip cannot contain a date before 1980.
	header := &zip.FileHeader{
		Name:     "bootstrap",
		Method:   zip.Deflate,
		Modified: time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC),
	}
	header.SetMode(0o755)
	entry, err := out.CreateHeader(header)
	if err != nil {
		return err
	}
	if _, err := io.Copy(entry, source); err != nil {
		return err
	}
	return out.Close()
}
