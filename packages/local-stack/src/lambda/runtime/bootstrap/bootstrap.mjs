/**
 * The Node.js runtime of an execution environment. It loads the handler and serves one invocation at a time
 * from the Runtime API, like AWS's runtime interface client for Node.js 24.
 */
import { closePorts } from './closed-ports.mjs';
import { formatConsole, writeLine } from './console-lines.mjs';
import { runtimeError } from './error-object.mjs';
import { freeze } from './freeze.mjs';
import { invocationContext, setTraceId } from './invocation-context.mjs';
import { loadHandler, streamifyResponse } from './load-handler.mjs';
import {
  createResponseStream,
  failResponse,
  HttpResponseStream,
  responseTaken,
} from './response-stream.mjs';
import { createRuntimeClient } from './runtime-client.mjs';
import { refuseAwsHosts } from './unreachable-hosts.mjs';

const { env } = process;
const client = createRuntimeClient(env.AWS_LAMBDA_RUNTIME_API);
let requestId;

const logError = (title, thrown) => writeLine(requestId, 'ERROR', [title, thrown]);

/**
 * Exits with the parent process. The pipe on descriptor 3 carries no data and closes when the parent ends.
 */
const exitWithParent = () => {
  const { Socket } = process.getBuiltinModule('node:net');
  const pipe = new Socket({ fd: 3, readable: true, writable: false });
  pipe.on('error', () => process.exit(1));
  pipe.on('close', () => process.exit(1));
  pipe.resume();
  pipe.unref();
};

const exitOn = (event, exitCode, toError) =>
  process.on(event, (thrown) => {
    const error = toError(thrown);
    logError(event, error);
    const exit = () => process.exit(exitCode);
    client.failAndExit(requestId, error).then(exit, exit);
  });

const respondBuffered = async (handler, event, context) => {
  try {
    const result = await handler(event, context);
    await client.respond(context.awsRequestId, result);
  } catch (error) {
    logError('Invoke Error', error);
    await client.fail(context.awsRequestId, error);
  }
};

const respondStreamed = async (handler, event, context) => {
  const request = client.openResponse(context.awsRequestId);
  const taken = responseTaken(request);
  taken.catch(() => undefined);
  request.on('error', () => undefined);
  try {
    const running = handler(event, createResponseStream(request), context);
    if (typeof running?.then !== 'function') {
      throw new Error('Streaming does not support non-async handlers.');
    }
    await running;
    await taken;
  } catch (error) {
    logError('Invoke Error', error);
    failResponse(request, error);
    await taken.catch(() => undefined);
  }
};

const serve = async ({ handler, streams }) => {
  const respond = streams ? respondStreamed : respondBuffered;
  for (;;) {
    const { headers, body } = await client.next(freeze);
    // Let events that arrived during the freeze, such as the end of a connection, run before the handler.
    await new Promise((resolve) => setImmediate(resolve));
    const context = invocationContext(headers);
    requestId = context.awsRequestId;
    setTraceId(context.xRayTraceId);
    await respond(handler, JSON.parse(body), context);
    requestId = undefined;
  }
};

const initialize = async () => {
  try {
    return await loadHandler(env.LAMBDA_TASK_ROOT, env._HANDLER);
  } catch (error) {
    logError('Init Error', error);
    await client.failAndExit(undefined, error);
    return process.exit(1);
  }
};

exitWithParent();
refuseAwsHosts(env.HOPWISE_DEPLOYED_HOSTS?.split(' ').filter(Boolean) ?? []);
if (env.HOPWISE_CLOSED_PORTS) closePorts(env.HOPWISE_CLOSED_PORTS);
// The function must not depend on a variable that AWS does not set.
delete env.HOPWISE_DEPLOYED_HOSTS;
delete env.HOPWISE_CLOSED_PORTS;
formatConsole(() => requestId);
globalThis.awslambda = { streamifyResponse, HttpResponseStream };
exitOn('uncaughtException', 129, (error) => error);
exitOn('unhandledRejection', 128, (reason) =>
  runtimeError('Runtime.UnhandledPromiseRejection', String(reason)),
);
// The runtime exits when it cannot reach the Runtime API.
initialize()
  .then(serve)
  .catch(() => process.exit(1));
