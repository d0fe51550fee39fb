package main

import (
	"fmt"
	"strings"
	"testing"
)

const (
	get     = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n"
	fixed   = "POST /b HTTP/1.1\r\ncontent-LENGTH: 5\r\n\r\nGET /"
	chunked = "POST /c HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n5;x=y\r\nGET /\r\nb\r\n HTTP/1.1\r\n\r\n0\r\nT: v\r\n\r\n"
	empty   = "POST /d HTTP/1.1\r\nContent-Length: 0\r\n\r\n"
)

// follows gives the paths of the heads found, and what was handed on.
func follows(input string, size int) (paths []string, passed string) {
	var f follower
	var out strings.Builder
	for len(input) > 0 {
		n := min(int64(size), int64(len(input)))
		rest := []byte(input[:n])
		input = input[n:]
		for len(rest) > 0 {
			part, event := f.take(rest)
			rest = rest[len(part):]
			if event == headComplete {
				_, path := f.target()
				paths = append(paths, path)
				part = f.head
			}
			if event != headIncomplete {
				out.Write(part)
			}
		}
	}
	out.Write(f.pending())
	return paths, out.String()
}

func TestRequestsAreFoundHoweverTheyAreCut(t *testing.T) {
	input := get + fixed + chunked + empty + get + "GET /unfinished"
	for size := 1; size <= len(input); size++ {
		paths, passed := follows(input, size)
		if fmt.Sprint(paths) != "[/a /b /c /d /a]" {
			t.Errorf("in pieces of %d: %v", size, paths)
		}
		if passed != input {
			t.Errorf("in pieces of %d it handed on %q", size, passed)
		}
	}
}

func TestWhatIsNotUnderstoodPassesUnread(t *testing.T) {
	for _, strange := range []string{
		"POST /b HTTP/1.1\r\nContent-Length: five\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
		"POST /b HTTP/1.1\r\nContent-Length: -1\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
		"POST /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nGET /x HTTP/1.1\r\n\r\n",
		"GET /b HTTP/1.1\r\nX: " + strings.Repeat("x", 2*maxHead) + "\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
	} {
		for _, size := range []int{1, 7, 4096} {
			paths, passed := follows(strange, size)
			if passed != strange {
				t.Errorf("%.40q in pieces of %d was changed", strange, size)
			}
			if len(paths) != 1 {
				t.Errorf("%.40q in pieces of %d: %v", strange, size, paths)
			}
		}
	}
}

func TestARequestIdIsFoundWhateverItsCase(t *testing.T) {
	if id := requestID([]byte("HTTP/1.1 200 OK\r\nLAMBDA-runtime-AWS-request-id:  x-1 \r\n\r\n")); id != "x-1" {
		t.Errorf("id %q", id)
	}
	if id := requestID([]byte("HTTP/1.1 200 OK\r\n\r\nLambda-Runtime-Aws-Request-Id: body\r\n")); id != "" {
		t.Errorf("id %q", id)
	}
}
