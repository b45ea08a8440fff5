import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { StackEnvironment, StackSources } from '@hopwise/contracts/stack-state';
import { secretsEqual } from '../access/secrets-equal.ts';
import type { DecisionRecord } from '../decisions/decision-record.ts';
import { type Faults, FaultUnknownError } from '../faults/create-faults.ts';
import { createHttpServer } from '../http/http-server.ts';
import { loopbackHost } from '../http/loopback-server.ts';
import { LambdaInvokeError } from '../lambda/function/lambda-invoker.ts';
import type { Template } from '../template/template.ts';
import { TemplateError } from '../template/template-error.ts';
import { controlProof } from './control-proof.ts';

export type ControlOptions = {
  readonly token: string;
  readonly environment: () => StackEnvironment;
  /** The environment variables that a function's code would see. Rejects with `LambdaInvokeError`. */
  readonly functionEnvironment: (name: string) => Promise<Record<string, string>>;
  readonly decisions: DecisionRecord;
  readonly faults: Pick<Faults, 'list' | 'set'>;
  /** The template that is currently deployed. */
  readonly template: () => Template;
  /** A new address of the page, or `undefined` without a page. */
  readonly pageAddress: () => string | undefined;
  /** Compares the deployed package with the files of the service. */
  readonly sources: () => Promise<StackSources>;
  /** Called after the answer to `POST /stop` was sent. */
  readonly onStop: () => void;
};

type Answer = { readonly status: number; readonly body: unknown };

/**
 * The endpoint through which other processes of the same user read and stop the stack. Its answers contain
 * secrets, so it requires a bearer token and refuses every request that a web page could send. Without the token, it
 * only proves that it knows it.
 */
export const createControlServer = (options: ControlOptions): Server =>
  createHttpServer({ pages: 'none' }, controlListener(options));

const controlListener =
  (options: ControlOptions): RequestListener =>
  (request, response) => {
    request.resume();
    answer(request, options)
      .catch(failure)
      .then(({ status, body }) => {
        response.writeHead(status, {
          'content-type': 'application/json',
          'cache-control': 'no-store',
          connection: 'close',
        });
        response.end(JSON.stringify(body));
        if (status === 202) response.once('close', options.onStop);
      });
  };

const malformedPath: Answer = { status: 400, body: { message: 'The path is malformed.' } };

const failure = (error: unknown): Answer => {
  if (error instanceof URIError) return malformedPath;
  if (error instanceof LambdaInvokeError && error.code === 'ResourceNotFoundException') {
    return { status: 404, body: { message: error.message } };
  }
  if (error instanceof FaultUnknownError) return { status: 404, body: { message: error.message } };
  if (error instanceof TemplateError) return { status: 409, body: { message: error.message } };
  return { status: 500, body: { message: 'The control endpoint failed.' } };
};

const answer = async (request: IncomingMessage, options: ControlOptions): Promise<Answer> => {
  const url = URL.parse(request.url ?? '/', `http://${loopbackHost}`);
  if (!url) return malformedPath;
  if (request.method === 'GET' && url.pathname === '/proof') return proofAnswer(url, options);
  if (!secretsEqual(request.headers.authorization ?? '', `Bearer ${options.token}`)) {
    return { status: 401, body: { message: 'The control token is missing or wrong.' } };
  }
  const handler = routes.find(
    ({ method, path }) => method === request.method && path.test(url.pathname),
  );
  return handler
    ? handler.answer(url, options)
    : { status: 404, body: { message: `${request.method} ${url.pathname} does not exist.` } };
};

/** A client requests the proof before it sends the token. */
const proofAnswer = ({ searchParams }: URL, { token }: ControlOptions): Answer => {
  const proof = controlProof(token, searchParams.get('nonce') ?? '');
  return proof === undefined
    ? { status: 400, body: { message: 'The nonce must be 32 bytes in base64url.' } }
    : { status: 200, body: proof };
};

type Route = {
  readonly method: string;
  readonly path: RegExp;
  readonly answer: (url: URL, options: ControlOptions) => Answer | Promise<Answer>;
};

const functionPath = /^\/functions\/([^/]+)\/environment$/;

const faultPath = /^\/faults\/([^/]+)$/;

const setFault =
  (on: boolean): Route['answer'] =>
  async ({ pathname }, { faults }) => {
    const name = decodeURIComponent(faultPath.exec(pathname)?.[1] ?? '');
    return { status: 200, body: await faults.set(name, on) };
  };

const routes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/env$/,
    answer: (_url, { environment }) => ({ status: 200, body: environment() }),
  },
  {
    method: 'GET',
    path: /^\/decisions$/,
    answer: ({ searchParams }, { decisions }) => {
      const turn = searchParams.get('correlationId');
      return { status: 200, body: turn === null ? decisions.all() : decisions.ofTurn(turn) };
    },
  },
  {
    method: 'GET',
    path: functionPath,
    answer: async ({ pathname }, { functionEnvironment }) => {
      const name = decodeURIComponent(functionPath.exec(pathname)?.[1] ?? '');
      return { status: 200, body: await functionEnvironment(name) };
    },
  },
  {
    method: 'GET',
    path: /^\/faults$/,
    answer: (_url, { faults }) => ({ status: 200, body: faults.list() }),
  },
  { method: 'PUT', path: faultPath, answer: setFault(true) },
  { method: 'DELETE', path: faultPath, answer: setFault(false) },
  {
    method: 'GET',
    path: /^\/template$/,
    answer: (_url, { template }) => ({ status: 200, body: template() }),
  },
  {
    method: 'GET',
    path: /^\/sources$/,
    answer: async (_url, { sources }) => ({ status: 200, body: await sources() }),
  },
  {
    method: 'POST',
    path: /^\/page-address$/,
    answer: (_url, { pageAddress }) => {
      const address = pageAddress();
      return address === undefined
        ? { status: 404, body: { message: 'This stack was started without a page.' } }
        : { status: 200, body: { address } };
    },
  },
  {
    method: 'POST',
    path: /^\/stop$/,
    answer: () => ({ status: 202, body: { message: 'The stack is stopping.' } }),
  },
];
