'use strict';
// Serves events. A handler answers by its return value, its promise, a callback, or a stream.

const api = require('./api.cjs');
const errors = require('./errors.cjs');
const log = require('./log.cjs');
const { isStreaming } = require('./handler.cjs');
const { restricted } = require('./stream.cjs');

// From this version on, AWS's runtime does not support callbacks, and a plain return value is the answer.
const WITHOUT_CALLBACKS = 24;
const VERSION = Number(/nodejs(\d+)/.exec(process.env.AWS_EXECUTION_ENV)?.[1] ?? 0);

// The action once nothing keeps the process alive: for a handler without an answer, or one that waits for this moment.
let whenIdle;

exports.atExit = () => {
  if (whenIdle) {
    // A beforeExit callback keeps the process alive only through work that it schedules.
    setImmediate(whenIdle);
    whenIdle = undefined;
  }
};

exports.serve = async (handler, current) => {
  const streams = isStreaming(handler);
  if (VERSION >= WITHOUT_CALLBACKS && handler.length > 2 && !streams) {
    throw new errors.CallbackHandlerDeprecated('ERROR: AWS Lambda has removed support for callback-based function handlers'
      + ' starting with Node.js 24: let it return a promise instead.');
  }
  const answer = streams ? answerWithStream : VERSION >= WITHOUT_CALLBACKS ? answerWithValue : answerWithCallback;
  for (;;) {
    const { headers, body } = await api.next();
    current.id = headers['lambda-runtime-aws-request-id'];
    log.during(current.id);
    await answer(handler, body, headers, current.id);
    whenIdle = undefined;
  }
};

async function answerWithValue(handler, body, headers, id) {
  try {
    await new Promise((resolve, reject) => {
      whenIdle = () => reject(unsettled());
      Promise.resolve(handler(JSON.parse(body), contextOf(headers)))
        .then((value) => api.success(id, serialized(value)))
        .then(resolve, reject);
    });
  } catch (error) {
    await fail(id, error);
  }
}

async function answerWithCallback(handler, body, headers, id) {
  try {
    const value = await new Promise((resolve, reject) => {
      const settle = (error, result) => (error === undefined || error === null ? resolve(result) : reject(error));
      const context = contextOf(headers);
      context.callbackWaitsForEmptyEventLoop = true;
      Object.assign(context, { done: settle, succeed: resolve, fail: (error) => settle(error ?? 'null') });
      const callback = (error, result) => {
        if (context.callbackWaitsForEmptyEventLoop && (error === undefined || error === null)) {
          whenIdle = () => resolve(result);
        } else {
          settle(error, result);
        }
      };
      // A handler that is not async and never answers has an empty answer.
      whenIdle = () => (handler.constructor.name === 'AsyncFunction' ? reject(unsettled()) : resolve(null));
      const returned = handler(JSON.parse(body), context, callback);
      if (typeof returned?.then === 'function') {
        returned.then(resolve, reject);
      }
    });
    await api.success(id, serialized(value));
  } catch (error) {
    await fail(id, error);
  }
}

async function answerWithStream(handler, body, headers, id) {
  const { request, done } = api.stream(id);
  const stream = restricted(request);
  try {
    await new Promise((resolve, reject) => {
      whenIdle = () => reject(unsettled());
      const returned = handler(JSON.parse(body), stream, contextOf(headers));
      if (typeof returned?.then !== 'function') {
        throw new Error('Streaming does not support non-async handlers.');
      }
      returned.then(resolve, reject);
    });
    if (!stream.writableEnded) {
      throw new Error('Response stream is not finished.');
    }
  } catch (error) {
    log.error('Invoke Error', error);
    if (!request.writableEnded) {
      api.addFailure(request, error);
    }
    if (stream.destroyed) {
      request.end();
    } else if (!stream.writableEnded) {
      stream.end();
    }
  }
  await done;
}

async function fail(id, error) {
  log.error('Invoke Error', error);
  await api.failure(id, error);
}

function unsettled() {
  return new errors.NodeJsExit('The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly'
    + ' caused by a Promise that was never settled.');
}

function serialized(value) {
  try {
    return JSON.stringify(value === undefined ? null : value) ?? 'null';
  } catch {
    throw new Error('Unable to stringify response body');
  }
}

function contextOf(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const trace = headers['lambda-runtime-trace-id'];
  if (trace === undefined) {
    delete process.env._X_AMZN_TRACE_ID;
  } else {
    process.env._X_AMZN_TRACE_ID = trace;
  }
  return {
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: parsed(headers['lambda-runtime-client-context'], 'ClientContext'),
    identity: parsed(headers['lambda-runtime-cognito-identity'], 'CognitoIdentity'),
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

function parsed(text, name) {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch (error) {
    throw new Error(`Cannot parse ${name} as json: ${error}`);
  }
}
