'use strict';
// Finds the function that a handler string names, as AWS's client does: FOLDER/MODULE.EXPORT, the module as CommonJS
// or ES module by its file extension and the nearest package.json.

const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const errors = require('./errors.cjs');

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');

const streaming = {
  // Marks a handler that writes its response to a stream.
  streamifyResponse(handler) {
    handler[STREAMING] = 'response';
    return handler;
  },
  // A response with status and headers: they precede the first byte, followed by eight NULs.
  HttpResponseStream: {
    from(stream, prelude) {
      stream.setContentType('application/vnd.awslambda.http-integration-response');
      stream._onBeforeFirstWrite = (write) => {
        write(JSON.stringify(prelude));
        write(new Uint8Array(8));
      };
      return stream;
    },
  },
};

exports.isStreaming = (handler) => {
  const mark = handler[STREAMING];
  if (mark === undefined || mark === null || mark === false) {
    return false;
  }
  if (mark !== 'response') {
    throw new errors.MalformedStreamingHandler('Only response streaming is supported.');
  }
  return true;
};

exports.load = async (root, name) => {
  if (name.includes('..')) {
    throw new errors.MalformedHandlerName(`'${name}' is not a valid handler name. Use absolute paths when specifying`
      + ' root directories in handler names.');
  }
  const base = path.basename(name);
  const dot = base.indexOf('.');
  if (dot < 0) {
    throw new errors.MalformedHandlerName('Bad handler');
  }
  globalThis.awslambda = streaming;
  const folder = name.substring(0, name.indexOf(base));
  const found = base.substring(dot + 1).split('.').reduce(
    (value, key) => value && value[key],
    await userModule(root, folder, base.substring(0, dot)),
  );
  if (!found) {
    throw new errors.HandlerNotFound(`${name} is undefined or not exported`);
  }
  if (typeof found !== 'function') {
    throw new errors.HandlerNotFound(`${name} is not a function`);
  }
  return found;
};

async function userModule(root, folder, name) {
  try {
    return await find(root, folder, name);
  } catch (error) {
    if (error instanceof SyntaxError) {
      const known = new errors.UserCodeSyntaxError(error);
      // The stack begins with the line in the user's file.
      known.stack = error.stack;
      throw known;
    }
    throw error?.code === 'MODULE_NOT_FOUND' ? new errors.ImportModuleError(error) : error;
  }
}

async function find(root, folder, name) {
  const file = path.resolve(root, folder, name);
  const asModules = saysModule(path.dirname(file));
  for (const [ending, isModule] of [['', false], ['.js', asModules], ['.mjs', true], ['.cjs', false]]) {
    if (isFile(file + ending)) {
      return isModule ? import(pathToFileURL(file + ending)) : require(file + ending);
    }
  }
  return require(require.resolve(name, { paths: [root, path.resolve(root, folder)] }));
}

function isFile(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

// Whether the nearest package.json makes .js files ES modules.
function saysModule(folder) {
  if (folder.endsWith('/node_modules')) {
    return false;
  }
  const file = path.join(folder, 'package.json');
  if (isFile(file)) {
    try {
      return JSON.parse(fs.readFileSync(file, 'utf8'))?.type === 'module';
    } catch (error) {
      console.warn(`${file} cannot be read, it will be ignored for ES module detection purposes.`, error);
      return false;
    }
  }
  const parent = path.dirname(folder);
  return parent !== folder && saysModule(parent);
}
