package main

import (
	"bytes"
	"strconv"
)

type event int

const (
	body event = iota
	headIncomplete
	headComplete
)

// follower finds the requests in one direction of an HTTP/1.1 connection (RFC 9112, sections 2, 6 and 7). What it does
// not understand it passes on unread: from then on it follows nothing.
type follower struct {
	head    []byte
	inBody  bool
	left    int64 // bytes of the body or of the chunk; with chunked, its line end too
	chunked bool
	line    []byte // of a chunk's size or of a trailer
	trailer bool
	lost    bool
	answers bool // whether the request answers an invocation
}

// take gives the part of the input that belongs together, which is all of it or begins it.
func (f *follower) take(input []byte) ([]byte, event) {
	switch {
	case f.lost:
		return input, body
	case !f.inBody:
		return f.takeHead(input)
	case f.chunked:
		return f.takeChunked(input), body
	}
	n := min(f.left, int64(len(input)))
	f.left -= n
	f.inBody = f.left > 0
	return input[:n], body
}

// ended tells whether a request has just come to its end.
func (f *follower) ended() bool { return !f.inBody && !f.lost }

// pending is what was taken and is no complete head.
func (f *follower) pending() []byte {
	if f.inBody || f.lost || bytes.HasSuffix(f.head, []byte("\r\n\r\n")) {
		return nil
	}
	return f.head
}

func (f *follower) takeHead(input []byte) ([]byte, event) {
	if bytes.HasSuffix(f.head, []byte("\r\n\r\n")) {
		f.head = nil
	}
	known := len(f.head)
	f.head = append(f.head, input...)
	end := bytes.Index(f.head, []byte("\r\n\r\n"))
	if end < 0 {
		if len(f.head) > maxHead {
			f.lost = true
			return input, headComplete
		}
		// A request is known by its end: until then ended() must not tell of one.
		f.answers = false
		return input, headIncomplete
	}
	f.head = f.head[:end+4]
	f.startBody()
	return input[:end+4-known], headComplete
}

func (f *follower) startBody() {
	f.chunked, f.trailer, f.line = false, false, nil
	if bytes.Contains(bytes.ToLower(f.header("transfer-encoding")), []byte("chunked")) {
		f.inBody, f.chunked, f.left = true, true, 0
		return
	}
	length := f.header("content-length")
	if length == nil {
		f.inBody = false
		return
	}
	n, err := strconv.ParseInt(string(length), 10, 64)
	f.lost = err != nil || n < 0
	f.left = n
	f.inBody = n > 0
}

// header gives a field of the head, nil where it is missing.
func (f *follower) header(name string) []byte { return field(f.head, name) }

func field(head []byte, name string) []byte {
	for _, line := range bytes.Split(head, []byte("\r\n")) {
		colon := bytes.IndexByte(line, ':')
		if colon > 0 && bytes.EqualFold(line[:colon], []byte(name)) {
			return bytes.TrimSpace(line[colon+1:])
		}
	}
	return nil
}

// target gives method and path of the head.
func (f *follower) target() (method, path string) {
	words := bytes.SplitN(f.head, []byte(" "), 3)
	if len(words) < 3 {
		return "", ""
	}
	return string(words[0]), string(words[1])
}

// takeChunked takes one chunk, or a line between chunks, or what there is of it.
func (f *follower) takeChunked(input []byte) []byte {
	if f.left > 0 {
		n := min(f.left, int64(len(input)))
		f.left -= n
		return input[:n]
	}
	end := bytes.IndexByte(input, '\n')
	if end < 0 {
		f.line = append(f.line, input...)
		f.lost = len(f.line) > maxHead
		return input
	}
	line := bytes.TrimSpace(append(f.line, input[:end]...))
	f.line = nil
	f.endOfLine(line)
	return input[:end+1]
}

func (f *follower) endOfLine(line []byte) {
	if f.trailer {
		f.inBody = len(line) > 0
		return
	}
	size := line
	if semicolon := bytes.IndexByte(line, ';'); semicolon >= 0 {
		size = bytes.TrimSpace(line[:semicolon])
	}
	n, err := strconv.ParseInt(string(size), 16, 62)
	switch {
	case err != nil || n < 0:
		f.lost = true
	case n == 0:
		f.trailer = true
	default:
		f.left = n + 2
	}
}

// requestID finds the id in the beginning of an answer to a request for work.
func requestID(answer []byte) string {
	if end := bytes.Index(answer, []byte("\r\n\r\n")); end >= 0 {
		answer = answer[:end]
	}
	return string(field(answer, "lambda-runtime-aws-request-id"))
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}
