import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { readStackState, stackStateFile } from '@hopwise/local-stack/control/control-client';
import { listenOnLoopback } from '@hopwise/local-stack/http/loopback-server';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { deadPid, serveControlEndpoint } from '../../testing/control-endpoint.ts';
import { runCli } from '../../testing/run-cli.ts';
import { createServiceDirectory, removeServiceDirectory } from '../../testing/service-directory.ts';

const closings: (() => Promise<unknown>)[] = [];
let serviceDirectory: string;

beforeEach(async () => {
  serviceDirectory = await createServiceDirectory();
  closings.push(() => removeServiceDirectory(serviceDirectory));
});

afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

/** A stack whose API receives one question and sends the start of the answer. Then the stack ends. */
const serveEndingStack = async (): Promise<void> => {
  const api = await listenOnLoopback(
    createServer(async (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: {"type":"text","delta":"Two findings"}\n\n', async () => {
        await control.close();
        response.destroy();
      });
    }),
    0,
  );
  closings.push(api.close);
  const control = await serveControlEndpoint(serviceDirectory, { API_URL: api.origin });
};

const ended =
  /The local stack \(process \d+\) does not answer any more\. It was probably stopped\. Start it again with `\.\/hopwise start`, then repeat this command\./;

describe('a stack whose process was killed', () => {
  beforeEach(async () => {
    const control = await serveControlEndpoint(serviceDirectory, {});
    await control.close();
    const state = await readStackState(serviceDirectory);
    await writeFile(stackStateFile(serviceDirectory), JSON.stringify({ ...state, pid: deadPid }));
  });

  const gone = `The process of the local stack (${deadPid}) is gone. It was probably killed.`;

  it.each([
    [['faults'], 0],
    [['faults', 'on', 'wrong-client'], 1],
    [['env'], 1],
    [['page'], 1],
  ])('is named by %j, with how to start it again', async (command, expected) => {
    const { code, stderr } = await runCli(serviceDirectory, ...command);
    expect([code, stderr]).toEqual([expected, expect.stringContaining(gone)]);
    expect(stderr).toContain('./hopwise start');
  });

  it('is named by ask, which starts a separate stack', async () => {
    const { stderr } = await runCli(serviceDirectory, 'ask', 'Status?');
    expect(stderr).toContain(`${gone} This question gets a separate stack without its faults.`);
  });

  it('is named by stop', async () => {
    expect(await runCli(serviceDirectory, 'stop')).toMatchObject({ code: 0, stdout: `${gone}\n` });
  });
});

describe('a stack that is stopped during a question', () => {
  it('is named on stderr, with what to do', async () => {
    await serveEndingStack();
    const { code, stdout, stderr } = await runCli(serviceDirectory, 'ask', 'Status?');
    expect([code, stdout.trim()]).toEqual([1, '│ Two findings']);
    expect(stderr).toMatch(ended);
    expect(stderr).not.toContain('fetch failed');
  });

  it('is the error of the JSON result', async () => {
    await serveEndingStack();
    const { code, stdout } = await runCli(serviceDirectory, 'ask', 'Status?', '--json');
    expect([code, JSON.parse(stdout)]).toEqual([
      1,
      {
        answer: 'Two findings',
        results: [],
        hops: [],
        error: { code: 'STACK_ENDED', message: expect.stringMatching(ended) },
      },
    ]);
  });
});
