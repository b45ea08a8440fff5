import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { SignInConfig } from '@hopwise/contracts/web-ui-config';
import { type Cue, cannedAnswers } from './canned-answers.ts';
import { type CannedLocalRoutes, createCannedLocalRoutes } from './canned-local-routes.ts';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const contentSecurityPolicy = ({ signIn }: CannedStageOptions): string =>
  [
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'",
    `connect-src 'self'${signIn ? ` ${signIn.domainUrl}` : ''}`,
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  ].join('; ');

export type CannedStageOptions = {
  /** Whether the stage has the routes of the local stack. */
  readonly isLocal?: boolean;
  /** The user pool of a stage with sign-in. */
  readonly signIn?: SignInConfig;
  /** Receives the `Authorization` header of each question. */
  readonly onAuthorization?: (header: string | undefined) => void;
};

export type CannedStage = { readonly url: string; close(): Promise<void> };

/**
 * Serves the built page with an API that sends canned answers. Tests can reach every state of the page, also
 * those that are rare on a real stage.
 */
export const startCannedStage = async (options: CannedStageOptions = {}): Promise<CannedStage> => {
  const local = (options.isLocal ?? true) ? createCannedLocalRoutes() : undefined;
  const stage = { ...options, local };
  const server = createServer((request, response) => {
    answer(request, response, stage).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

type Stage = CannedStageOptions & { readonly local: CannedLocalRoutes | undefined };

const answer = async (
  request: IncomingMessage,
  response: ServerResponse,
  stage: Stage,
): Promise<void> => {
  const { local, signIn = null, onAuthorization } = stage;
  const { pathname } = new URL(request.url ?? '/', 'http://page');
  if (pathname === '/config.json') {
    const apiUrl = `http://${request.headers.host}/api`;
    return sendJson(response, { stage: 'local', apiUrl, signIn, local: local ? {} : null });
  }
  if (pathname === '/api/chat') {
    onAuthorization?.(request.headers.authorization);
    return await streamAnswer(request, response, local);
  }
  if (local && pathname.startsWith('/local/')) {
    return sendJson(response, local.answer(request.method ?? 'GET', request.url ?? ''));
  }
  await sendFile(pathname, response, contentSecurityPolicy(stage));
};

const sendJson = (response: ServerResponse, body: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const sendFile = async (
  pathname: string,
  response: ServerResponse,
  policy: string,
): Promise<void> => {
  const path = extname(pathname) === '' ? '/index.html' : normalize(pathname);
  const body = await readFile(join(dist, path)).catch(() => undefined);
  if (!body) {
    response.writeHead(404).end();
    return;
  }
  response
    .writeHead(200, {
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': policy,
      // Every stage compresses the page, so measurements need the compression too.
      'content-encoding': 'gzip',
    })
    .end(gzipSync(body));
};

const streamAnswer = async (
  request: IncomingMessage,
  response: ServerResponse,
  local: CannedLocalRoutes | undefined,
): Promise<void> => {
  const question = JSON.parse(await bodyOf(request)).message as string;
  const cues = cannedAnswers.find(([pattern]) => pattern.test(question))?.[1] ?? [];
  const correlationId = `canned-${randomUUID()}=`;
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'x-correlation-id': correlationId,
  });
  for (const cue of [...cues, { type: 'done', sessionId: 'a.session', correlationId } as Cue]) {
    if (cue === 'hang') return;
    if ('pauseMs' in cue) {
      await pause(cue.pauseMs);
      continue;
    }
    const event = cue.type === 'error' ? { ...cue, correlationId } : cue;
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    if (cue.type === 'error') {
      local?.recordDenial(correlationId);
      break;
    }
  }
  response.end();
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};
