'use strict';
// Errors as AWS's client names and reports them.

const { types } = require('util');

function define(name) {
  return class extends Error {
    get name() {
      return `Runtime.${name}`;
    }
  };
}

exports.ImportModuleError = define('ImportModuleError');
exports.HandlerNotFound = define('HandlerNotFound');
exports.MalformedHandlerName = define('MalformedHandlerName');
exports.UserCodeSyntaxError = define('UserCodeSyntaxError');
exports.MalformedStreamingHandler = define('MalformedStreamingHandler');
exports.InvalidStreamingOperation = define('InvalidStreamingOperation');
exports.CallbackHandlerDeprecated = define('CallbackHandlerDeprecated');
exports.NodeJsExit = define('NodeJsExit');
exports.UnhandledPromiseRejection = class extends define('UnhandledPromiseRejection') {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
};

function isError(value) {
  return types.isNativeError(value)
    || (value && ['name', 'message', 'stack'].every((key) => value[key] && typeof value[key] === 'string'));
}

// The error as the function's caller receives it.
exports.toResponse = (error) => {
  try {
    return isError(error)
      ? { errorType: error.name, errorMessage: error.message, trace: error.stack.split('\n') }
      : { errorType: typeof error, errorMessage: error.toString(), trace: [] };
  } catch {
    return {
      errorType: 'handled',
      errorMessage: 'the error that the handler gave has no name, message or stack that can be read',
      trace: [],
    };
  }
};

// The error as it is logged, with its own members.
exports.toLine = (error) => {
  try {
    return JSON.stringify(error, (_key, value) => (value instanceof Error ? withMembers(value) : value));
  } catch {
    return JSON.stringify(exports.toResponse(error));
  }
};

function withMembers(error) {
  const members = { errorType: error.name, errorMessage: error.message, code: error.code, ...error };
  if (typeof error.stack === 'string') {
    members.stack = error.stack.split('\n');
  }
  return members;
}
