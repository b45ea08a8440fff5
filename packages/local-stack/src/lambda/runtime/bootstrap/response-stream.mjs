import { errorObject, headerText, runtimeError } from './error-object.mjs';

const preludeContentType = 'application/vnd.awslambda.http-integration-response';
const preludeDelimiterBytes = 8;

/** The methods of the response stream that AWS exposes to a handler. */
const methods = [
  'cork',
  'destroy',
  'end',
  'uncork',
  'addListener',
  'on',
  'once',
  'prependListener',
  'prependOnceListener',
  'off',
  'removeListener',
  'removeAllListeners',
  'setMaxListeners',
  'getMaxListeners',
  'listeners',
  'rawListeners',
  'listenerCount',
  'eventNames',
  'emit',
];
const properties = [
  'destroyed',
  'writable',
  'writableCorked',
  'writableEnded',
  'writableFinished',
  'writableHighWaterMark',
  'writableLength',
  'writableNeedDrain',
  'writableObjectMode',
];

const isBytes = (chunk) => typeof chunk === 'string' || chunk instanceof Uint8Array;

/**
 * Creates the `responseStream` of a streaming handler from the request that carries the response. As on
 * AWS, the first `write` sends the prelude; an `end` without a `write` sends none.
 * @param {import('node:http').ClientRequest} request
 */
export const createResponseStream = (request) => {
  const stream = { _onBeforeFirstWrite: undefined };
  let written = false;
  for (const name of methods) stream[name] = request[name].bind(request);
  for (const name of properties) {
    Object.defineProperty(stream, name, { get: () => request[name], enumerable: true });
  }
  stream.setContentType = (contentType) => {
    if (written) {
      throw runtimeError('Runtime.InvalidStreamingOperation', 'Cannot set content-type, too late.');
    }
    request.setHeader('Content-Type', contentType);
  };
  stream.write = (chunk, encoding, callback) => {
    if (!written) stream._onBeforeFirstWrite?.((first) => request.write(first));
    written = true;
    return request.write(isBytes(chunk) ? chunk : JSON.stringify(chunk), encoding, callback);
  };
  return stream;
};

/**
 * Resolves when the Runtime API has received the whole response. Rejects when it closes the connection.
 * @param {import('node:http').ClientRequest} request
 */
export const responseTaken = (request) =>
  new Promise((resolve, reject) => {
    request.once('error', reject);
    request.once('close', () => reject(new Error('The response stream was closed.')));
    request.once('response', (response) => {
      response.resume();
      response.once('end', resolve);
      response.once('error', reject);
    });
  });

/**
 * Ends a response with the error in its trailers, if the connection is still open.
 * @param {import('node:http').ClientRequest} request @param {unknown} thrown
 */
export const failResponse = (request, thrown) => {
  if (request.destroyed || request.writableEnded) return;
  const error = errorObject(thrown);
  request.addTrailers({
    'Lambda-Runtime-Function-Error-Type': headerText(error.errorType),
    'Lambda-Runtime-Function-Error-Body': Buffer.from(JSON.stringify(error)).toString('base64'),
  });
  request.end();
};

/** `awslambda.HttpResponseStream`: sends the status and headers of an HTTP response before its body. */
export const HttpResponseStream = {
  from(stream, prelude) {
    stream.setContentType(preludeContentType);
    stream._onBeforeFirstWrite = (write) => {
      write(JSON.stringify(prelude));
      write(new Uint8Array(preludeDelimiterBytes));
    };
    return stream;
  },
};
