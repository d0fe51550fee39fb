package main

import (
	"os"
	"path/filepath"
	"reflect"
	"syscall"
	"testing"
)

func TestTheServersVariablesLieOverTheImages(t *testing.T) {
	got := merged(
		[]string{"PATH=/bin", "LANG=C", "OWN=a=b", "HOSTNAME=box", "BOTH=image"},
		"BOTH=server\nline\x00?LANG=en\x00?TZ=:UTC\x00EMPTY=\x00")
	want := []string{"PATH=/bin", "LANG=C", "OWN=a=b", "BOTH=server\nline", "TZ=:UTC", "EMPTY="}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNoVariablesLeaveTheImagesOwn(t *testing.T) {
	if got := merged([]string{"A=1"}, ""); !reflect.DeepEqual(got, []string{"A=1"}) {
		t.Errorf("got %q", got)
	}
}

func TestAProgramIsFoundByTheImagesPathOrItsOwn(t *testing.T) {
	folder := t.TempDir()
	program := filepath.Join(folder, "app")
	if err := os.WriteFile(program, nil, 0o755); err != nil {
		t.Fatal(err)
	}
	plain := filepath.Join(folder, "plain")
	if err := os.WriteFile(plain, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	path := []string{"PATH=/nowhere:" + folder}
	if got, err := find("app", path); got != program || err != nil {
		t.Errorf("app: %q, %v", got, err)
	}
	for word, problem := range map[string]error{
		"absent":                  syscall.ENOENT,
		"plain":                   syscall.EACCES,
		program + "-":             syscall.ENOENT,
		plain:                     syscall.EACCES,
		folder:                    syscall.EACCES,
		"/nowhere/at/all/of/this": syscall.ENOENT,
	} {
		if _, err := find(word, path); err != problem {
			t.Errorf("%s: %v, want %v", word, err, problem)
		}
	}
}
