'use strict';
// The stream that a handler receives: a Writable that hides its transport, an HTTP request.

const { Writable } = require('stream');
const { InvalidStreamingOperation } = require('./errors.cjs');

exports.restricted = (request) => {
  let begun = false;
  const begin = () => {
    if (!begun) {
      begun = true;
      stream._onBeforeFirstWrite?.((bytes) => request.write(bytes));
    }
  };
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, encoding, callback) {
      begin();
      request.write(chunk, typeof chunk === 'string' ? encoding : undefined, callback);
    },
    final(callback) {
      request.end(callback);
    },
  });
  const write = stream.write;
  // Anything that is neither text nor bytes is written as JSON.
  stream.write = (chunk, ...more) => {
    const plain = typeof chunk === 'string' || chunk instanceof Uint8Array;
    return write.call(stream, plain ? chunk : JSON.stringify(chunk), ...more);
  };
  stream.setContentType = (type) => {
    if (begun) {
      throw new InvalidStreamingOperation('Cannot set content-type, too late.');
    }
    request.setHeader('Content-Type', type);
  };
  request.on('error', (error) => stream.destroy(error));
  return stream;
};
