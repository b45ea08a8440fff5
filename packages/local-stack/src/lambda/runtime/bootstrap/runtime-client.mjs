import { errorObject, headerText, runtimeError } from './error-object.mjs';

// An `import` of node:http would also load undici, which adds 25 ms to a cold start.
const http = process.getBuiltinModule('node:http');

const prefix = '/2018-06-01/runtime';

/** @param {unknown} value */
const toJson = (value) => {
  try {
    return JSON.stringify(value === undefined ? null : value) ?? 'null';
  } catch {
    throw runtimeError('Runtime.JSONStringifyError', 'Unable to stringify response body');
  }
};

const createSender = (socketPath) => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const open = (method, path, { headers, ownConnection = false } = {}) =>
    http.request({
      socketPath,
      method,
      path: prefix + path,
      headers,
      agent: ownConnection ? false : agent,
    });

  const send = (method, path, options = {}) =>
    new Promise((resolve, reject) => {
      const request = open(method, path, options);
      request.on('response', (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ headers: response.headers, body: Buffer.concat(chunks) }),
        );
        response.on('error', reject);
      });
      request.on('error', reject);
      if (options.onSent) request.on('finish', options.onSent);
      request.end(options.body);
    });

  return { open, send };
};

/**
 * Client of the Lambda Runtime API.
 * See https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 * @param {string} socketPath Unix socket or named pipe of the local stack, which has no TCP port for it
 */
export const createRuntimeClient = (socketPath) => {
  const { open, send } = createSender(socketPath);

  const sendError = (path, thrown, ownConnection) => {
    const error = errorObject(thrown);
    const body = toJson(error);
    return send('POST', path, {
      body,
      ownConnection,
      headers: {
        'Content-Type': 'application/vnd.aws.lambda.error+json',
        'Content-Length': Buffer.byteLength(body),
        'Lambda-Runtime-Function-Error-Type': headerText(error.errorType),
      },
    });
  };

  return {
    /**
     * Waits for the next invocation. Calls `onSent` after the request is sent. @param {() => void} onSent
     */
    next: (onSent) => send('GET', '/invocation/next', { onSent }),

    /** @param {string} requestId @param {unknown} result */
    respond(requestId, result) {
      const body = toJson(result);
      return send('POST', `/invocation/${requestId}/response`, {
        body,
        headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
      });
    },

    /** @param {string} requestId @param {unknown} thrown */
    fail: (requestId, thrown) => sendError(`/invocation/${requestId}/error`, thrown, false),

    /**
     * Reports the error that ends the runtime. Uses a separate connection, because the shared one can be
     * busy with a streamed response.
     * @param {string | undefined} requestId @param {unknown} thrown
     */
    failAndExit: (requestId, thrown) =>
      sendError(
        requestId === undefined ? '/init/error' : `/invocation/${requestId}/error`,
        thrown,
        true,
      ),

    /** Opens the request that carries a streamed response. @param {string} requestId */
    openResponse: (requestId) =>
      open('POST', `/invocation/${requestId}/response`, {
        headers: {
          'Lambda-Runtime-Function-Response-Mode': 'streaming',
          Trailer: 'Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body',
          'Content-Type': 'application/octet-stream',
          'Transfer-Encoding': 'chunked',
        },
      }),
  };
};
