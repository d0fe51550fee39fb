package main

import (
	"os"
	"path/filepath"
	"strings"
)

// nodeTracer times what CommonJS loads: a line a module on standard error, its own time without that of what it loads itself. Lines
// are kept until the outermost load is over, so that writing them is in nobody's time.
const nodeTracer = `'use strict';
const Module = require('module');
const fs = require('fs');
const load = Module._load;
const seen = new Set();
let depth = 0, inner = 0n, lines = '';
Module._load = function (request, parent, isMain) {
  const outer = inner;
  inner = 0n;
  depth++;
  const began = process.hrtime.bigint();
  try {
    return load.apply(this, arguments);
  } finally {
    const took = process.hrtime.bigint() - began;
    let name = request;
    try { name = Module._resolveFilename(request, parent, isMain); } catch (e) { /* as it was asked for */ }
    if (!seen.has(name)) {
      seen.add(name);
      lines += 'require time: ' + (took - inner) + ' | ' + name + '\n';
    }
    inner = outer + took;
    if (--depth === 0 && lines !== '') {
      fs.writeSync(2, lines);
      lines = '';
    }
  }
};
`

// besideTheCode is the folder that holds the unpacked package, which is sealed itself. On the embedded Lambda it lies in the server's
// work folder, which goes with the server even where that is killed, and the probe with it.
func besideTheCode() string {
	self, err := os.Executable()
	if err != nil {
		return ""
	}
	return filepath.Dir(filepath.Dir(self))
}

// writeNodeTracer gives the tracer's file in that folder, or among the temporary files where nothing can be written there, for a start
// to load before anything else; empty where none can be written.
func writeNodeTracer(folder string) string {
	file, err := os.CreateTemp(folder, "coldgate-*.cjs")
	if err != nil {
		file, err = os.CreateTemp("", "coldgate-*.cjs")
	}
	if err != nil {
		return ""
	}
	defer file.Close()
	if _, err := file.WriteString(nodeTracer); err != nil {
		os.Remove(file.Name())
		return ""
	}
	return file.Name()
}

const nodeOptions = "NODE_OPTIONS"

// withTracer puts the tracer before the function's own options.
func withTracer(environment []string, tracer string) []string {
	if tracer == "" {
		return environment
	}
	option := "--require " + quoted(tracer)
	return withAppended(withVariable(environment, nodeOptions, option), nodeOptions, valueIn(environment, nodeOptions))
}

// quoted writes a path as Node reads it in NODE_OPTIONS, where a space ends an option.
func quoted(path string) string {
	if !strings.ContainsAny(path, " \"\\") {
		return path
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(path) + `"`
}
