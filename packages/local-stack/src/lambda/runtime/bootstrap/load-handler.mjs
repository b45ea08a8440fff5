import { runtimeError } from './error-object.mjs';

const { existsSync } = process.getBuiltinModule('node:fs');
const { basename, dirname, join, resolve } = process.getBuiltinModule('node:path');
const { pathToFileURL } = process.getBuiltinModule('node:url');
const { createRequire } = process.getBuiltinModule('node:module');

const streaming = Symbol.for('aws.lambda.runtime.handler.streaming');

const callbackRemoved =
  'ERROR: AWS Lambda has removed support for callback-based function handlers starting with ' +
  'Node.js 24. You need to modify this function to use a supported handler signature to use ' +
  'Node.js 24 or later. For more information see ' +
  'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.';

/** `awslambda.streamifyResponse`: marks a handler whose response is streamed. */
export const streamifyResponse = (handler) => {
  handler[streaming] = 'response';
  return handler;
};

/** Splits `src/handler.nested.name` into the module and the path of names inside it. */
const parseHandler = (handler) => {
  const file = basename(handler);
  const [, name, path] = /^([^.]*)\.(.+)$/.exec(file) ?? [];
  if (path === undefined) {
    throw runtimeError('Runtime.MalformedHandlerName', 'Bad handler');
  }
  return { modulePath: join(dirname(handler), name), names: path.split('.') };
};

const importModule = async (taskRoot, modulePath) => {
  const path = resolve(taskRoot, modulePath);
  const extension = ['', '.js', '.mjs', '.cjs'].find((one) => existsSync(path + one));
  try {
    if (extension) return await import(pathToFileURL(path + extension).href);
    return createRequire(join(taskRoot, '/'))(path);
  } catch (error) {
    if (error instanceof SyntaxError) {
      const refused = runtimeError('Runtime.UserCodeSyntaxError', String(error));
      refused.stack = error.stack;
      throw refused;
    }
    if (error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND') {
      throw runtimeError('Runtime.ImportModuleError', String(error));
    }
    throw error;
  }
};

const find = (container, names) =>
  names.reduce((found, name) => (typeof found === 'object' ? found?.[name] : undefined), container);

/**
 * Loads the function's module and finds the handler in it.
 * @param {string} taskRoot @param {string} handlerName
 * @returns {Promise<{ handler: Function, streams: boolean }>}
 */
export const loadHandler = async (taskRoot, handlerName) => {
  if (handlerName.includes('..')) {
    throw runtimeError(
      'Runtime.MalformedHandlerName',
      `'${handlerName}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const { modulePath, names } = parseHandler(handlerName);
  const loaded = await importModule(taskRoot, modulePath);
  const handler = find(loaded, names) ?? find(loaded.default, names);
  if (typeof handler !== 'function') {
    const lack = handler === undefined ? 'undefined or not exported' : 'not a function';
    throw runtimeError('Runtime.HandlerNotFound', `${handlerName} is ${lack}`);
  }
  const streams = handler[streaming] === 'response';
  if (handler.length >= 3 && !streams) {
    throw runtimeError('Runtime.CallbackHandlerDeprecated', callbackRemoved);
  }
  return { handler, streams };
};
