package main

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
)

func TestPacksOneExecutableAndTheSameBytesEachTime(t *testing.T) {
	var first, second bytes.Buffer
	for _, target := range []*bytes.Buffer{&first, &second} {
		if err := write(target, strings.NewReader("a program")); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two packages of one program differ")
	}
	archive, err := zip.NewReader(bytes.NewReader(first.Bytes()), int64(first.Len()))
	if err != nil || len(archive.File) != 1 {
		t.Fatalf("archive: %v, %v", archive, err)
	}
	entry := archive.File[0]
	if entry.Name != "bootstrap" || entry.Mode() != 0o755 {
		t.Errorf("entry is %s %v, want bootstrap 0755", entry.Name, entry.Mode())
	}
	content, err := entry.Open()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(content); err != nil || string(got) != "a program" {
		t.Errorf("content is %q, %v", got, err)
	}
}
