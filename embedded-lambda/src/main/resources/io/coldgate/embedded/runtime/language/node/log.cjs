'use strict';
// The console as it is on Lambda: each line has the time, the request and the level, as text or as JSON.

const { writeSync } = require('fs');
const { format, types } = require('util');
const { toLine } = require('./errors.cjs');

const AS_JSON = process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
const LEVELS = { trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR', fatal: 'FATAL' };

let requestId;

exports.during = (id) => {
  requestId = id;
};

function write(level, values) {
  const timestamp = new Date().toISOString();
  const line = AS_JSON ? json(timestamp, level, values) : `${timestamp}\t${requestId}\t${level}\t${format(...values)}`;
  writeSync(1, line + '\n');
}

function json(timestamp, level, values) {
  const entry = { timestamp, level, requestId };
  const error = values.find((value) => types.isNativeError(value));
  const single = values.length === 1 && typeof values[0] === 'object' && !error;
  try {
    entry.message = single ? values[0] : format(...values);
    return JSON.stringify(error ? { ...entry, ...described(error) } : entry);
  } catch {
    // Circular values and BigInts cannot be written as JSON.
    entry.message = format(...values);
    return JSON.stringify(entry);
  }
}

function described(error) {
  return { errorType: error.name, errorMessage: error.message, stackTrace: String(error.stack).split('\n') };
}

exports.error = (what, error) => {
  write('ERROR', AS_JSON && types.isNativeError(error) ? [error] : [what, '\t' + toLine(error)]);
};

exports.patchConsole = () => {
  for (const [method, level] of Object.entries(LEVELS)) {
    console[method] = (...values) => write(level, values);
  }
};
