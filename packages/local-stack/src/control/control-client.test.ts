import { execFile } from 'node:child_process';
import { appendFile, chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { controlOptions } from '../../testing/control-options.ts';
import { listenOnLoopback } from '../http/loopback-server.ts';
import { findControlEndpoint, stackStateFile } from './control-client.ts';
import { controlProof } from './control-proof.ts';
import { createControlServer } from './control-server.ts';

/** Above Linux's limit, so no process has it. */
const endedPid = 2 ** 22 + 1;
const controlToken = 'control-token';

const closings: (() => Promise<unknown>)[] = [];
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopwise-test-'));
  await mkdir(dirname(stackStateFile(directory)));
});
afterEach(async () => {
  for (const close of closings.splice(0)) await close();
  await rm(directory, { recursive: true });
});

const writeState = (controlUrl: string, pid = process.pid) =>
  writeFile(
    stackStateFile(directory),
    JSON.stringify({ pid, stage: 'local', startedAt: '', controlUrl, controlToken }),
  );

const serveStack = async (): Promise<string> => {
  const environment = () => ({ API_URL: 'http://127.0.0.1:1/local' });
  const server = createControlServer(controlOptions({ environment }));
  const { origin, close } = await listenOnLoopback(server, 0);
  closings.push(close);
  return origin;
};

/** Another program that has got the port. It answers as it likes, and records what it receives. */
const serveStranger = async (answer: RequestListener) => {
  const received: string[] = [];
  const server = createServer((request, response) => {
    received.push(JSON.stringify([request.url, request.rawHeaders]));
    answer(request, response);
  });
  const { origin, close } = await listenOnLoopback(server, 0);
  closings.push(close);
  return { origin, received };
};

describe('findControlEndpoint', () => {
  it('finds the stack that wrote the state file, and calls it', async () => {
    await writeState(await serveStack());
    const endpoint = await findControlEndpoint(directory);
    const response = await endpoint?.call('/env');
    expect(await response?.json()).toEqual({ API_URL: 'http://127.0.0.1:1/local' });
  });

  it('ignores a state file whose process has ended, even if a stack answers', async () => {
    await writeState(await serveStack(), endedPid);
    expect(await findControlEndpoint(directory)).toBeUndefined();
  });

  it('ignores a missing file, a malformed file, and a port on which nothing listens', async () => {
    expect(await findControlEndpoint(directory)).toBeUndefined();
    await writeFile(stackStateFile(directory), '{');
    expect(await findControlEndpoint(directory)).toBeUndefined();
    await writeState('http://127.0.0.1:9');
    expect(await findControlEndpoint(directory)).toBeUndefined();
  });

  it.each([0, -1, -process.pid])('ignores a state file with the process id %d', async (pid) => {
    await writeState(await serveStack(), pid);
    expect(await findControlEndpoint(directory)).toBeUndefined();
  });

  it.each([
    'http://localhost:PORT',
    'http://127.0.0.1:PORT/path',
    'http://user@127.0.0.1:PORT',
    'http://[::ffff:127.0.0.1]:PORT',
    'http://2130706433:PORT',
  ])('asks nothing at the address %s', async (address) => {
    const { origin, received } = await serveStranger((_request, response) => response.end());
    await writeState(address.replace('PORT', new URL(origin).port));
    expect(await findControlEndpoint(directory)).toBeUndefined();
    expect(received).toEqual([]);
  });

  it('ignores the state file of another user', async () => {
    await writeState(await serveStack());
    const getuid = jest.spyOn(process, 'getuid').mockReturnValue(process.getuid?.() ?? 0);
    expect(await findControlEndpoint(directory)).toBeDefined();
    getuid.mockReturnValue(4_242_424);
    expect(await findControlEndpoint(directory)).toBeUndefined();
    getuid.mockRestore();
  });

  it('ignores a state file that every user can write', async () => {
    await writeState(await serveStack());
    await chmod(stackStateFile(directory), 0o666);
    expect(await findControlEndpoint(directory)).toBeUndefined();
  });

  it('ignores a named pipe, for whose writer it would wait', async () => {
    await promisify(execFile)('mkfifo', ['-m', '600', stackStateFile(directory)]);
    expect(await findControlEndpoint(directory)).toBeUndefined();
  });

  it('ignores a file that is too large for a state file', async () => {
    await writeState(await serveStack());
    await appendFile(stackStateFile(directory), ' '.repeat(100_000));
    expect(await findControlEndpoint(directory)).toBeUndefined();
  });

  it('does not believe the stack of another token', async () => {
    const server = createControlServer(controlOptions({ token: 'token-of-another-stack' }));
    const { origin, close } = await listenOnLoopback(server, 0);
    closings.push(close);
    await writeState(origin);
    expect(await findControlEndpoint(directory)).toBeUndefined();
  });

  it.each<[string, RequestListener]>([
    ['agrees to everything', (_request, response) => response.end('{"API_URL":"x"}')],
    ['returns the nonce', ({ url = '' }, response) => response.end(`"${url.split('=')[1]}"`)],
    ['answers nothing', (_request, response) => response.end()],
    ['refuses', (_request, response) => response.writeHead(401).end('{}')],
    ['redirects', (_request, response) => response.writeHead(307, { location: '/env' }).end()],
    ['cuts the connection', (_request, response) => response.destroy()],
    [
      'never ends',
      (_request, response) => {
        const drip = setInterval(() => response.write('x'.repeat(1000)), 1);
        response.once('close', () => clearInterval(drip));
      },
    ],
    [
      'repeats an earlier proof',
      (_request, response) =>
        response.end(JSON.stringify(controlProof(controlToken, 'n'.repeat(43)))),
    ],
  ])('neither believes a stranger that %s, nor shows it the token', async (_name, answer) => {
    const { origin, received } = await serveStranger(answer);
    await writeState(origin);
    expect(await findControlEndpoint(directory)).toBeUndefined();
    expect(received.length).toBeGreaterThan(0);
    expect(received.join()).not.toContain(controlToken);
  });
});
