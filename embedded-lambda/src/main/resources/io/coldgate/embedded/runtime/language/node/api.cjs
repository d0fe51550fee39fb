'use strict';
// The Runtime API, over a kept-alive connection. While it is idle it does not keep the process alive, so that Node.js
// reports when a handler's event loop is empty.

const http = require('http');
const { toResponse } = require('./errors.cjs');

const [hostname, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const ROOT = '/2018-06-01/runtime';
const ERROR_TYPE = 'Lambda-Runtime-Function-Error-Type';
const agent = new http.Agent({ keepAlive: true });

function open(method, path, headers, answered) {
  return http.request({ hostname, port, agent, method, path: ROOT + path, headers }, answered);
}

function send(method, path, headers, body) {
  return new Promise((resolve, reject) => {
    const request = open(method, path, headers, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks).toString() }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

// Replaces characters that a header cannot contain; Lambda does not accept them in an error type either.
function headerValue(text) {
  return String(text).replace(/[^\x20-\x7e]/g, '?');
}

function post(path, body, headers) {
  const bytes = Buffer.from(body);
  return send('POST', path, { 'Content-Type': 'application/json', 'Content-Length': bytes.length, ...headers }, bytes);
}

function postError(path, error) {
  const response = toResponse(error);
  return post(path, JSON.stringify(response), { [ERROR_TYPE]: headerValue(response.errorType) });
}

exports.next = () => send('GET', '/invocation/next');
exports.success = (id, body) => post(`/invocation/${id}/response`, body);
exports.failure = (id, error) => postError(`/invocation/${id}/error`, error);
exports.initError = (error) => postError('/init/error', error);

// A streamed response: the request, and the promise to be awaited before the next event.
exports.stream = (id) => {
  let request;
  const done = new Promise((resolve, reject) => {
    const headers = {
      'Content-Type': 'application/octet-stream',
      'Lambda-Runtime-Function-Response-Mode': 'streaming',
      'Transfer-Encoding': 'chunked',
      Trailer: `${ERROR_TYPE}, Lambda-Runtime-Function-Error-Body`,
    };
    request = open('POST', `/invocation/${id}/response`, headers, (response) => {
      response.resume();
      response.on('error', reject);
      response.on('end', resolve);
    });
    request.on('error', reject);
  });
  // Avoids an unhandled rejection while the promise is not awaited yet.
  done.catch(() => {});
  return { request, done };
};

// Reports the failure of a streamed response, which is only possible in trailers, after what was already sent.
exports.addFailure = (request, error) => {
  const response = toResponse(error);
  request.addTrailers({
    [ERROR_TYPE]: headerValue(response.errorType),
    'Lambda-Runtime-Function-Error-Body': Buffer.from(JSON.stringify(response)).toString('base64'),
  });
};
