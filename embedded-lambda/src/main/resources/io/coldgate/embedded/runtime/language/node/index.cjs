'use strict';
// Coldgate's interface client for Node.js: loads the handler, then serves one event after the other. Written for the
// embedded Lambda, modelled on AWS's client (aws-lambda-nodejs-runtime-interface-client); no dependencies, no compilation.
//
//   node index.cjs HANDLER

const api = require('./api.cjs');
const errors = require('./errors.cjs');
const log = require('./log.cjs');
const { load } = require('./handler.cjs');
const { serve, atExit } = require('./invocation.cjs');

const UNCAUGHT = 129;
const UNHANDLED = 128;

// The invocation to which an uncaught error is attributed; none while the handler is loaded.
const current = { id: undefined };

function fatal(error, exitCode) {
  const sent = current.id === undefined ? api.initError(error) : api.failure(current.id, error);
  sent.catch(() => {}).finally(() => process.exit(exitCode));
}

process.on('uncaughtException', (error) => {
  log.error('Uncaught Exception', error);
  fatal(error, UNCAUGHT);
});
process.on('unhandledRejection', (reason) => {
  const error = new errors.UnhandledPromiseRejection(reason);
  log.error('Unhandled Promise Rejection', error);
  fatal(error, UNHANDLED);
});
process.on('beforeExit', atExit);

log.patchConsole();
load(process.env.LAMBDA_TASK_ROOT, process.argv[2])
  .then((handler) => serve(handler, current))
  .catch((error) => process.emit('uncaughtException', error));
