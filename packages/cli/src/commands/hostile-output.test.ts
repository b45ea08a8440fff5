import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { listenOnLoopback } from '@hopwise/local-stack/http/loopback-server';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { serveControlEndpoint } from '../../testing/control-endpoint.ts';
import { runCli } from '../../testing/run-cli.ts';
import { createServiceDirectory, removeServiceDirectory } from '../../testing/service-directory.ts';

/** Clears the screen, writes the clipboard, rings, starts a C1 sequence, and reorders the rest of the line. */
const hostile = '\u001b[2J\u001b]52;c;cm0K\u0007\u009b31m\u202e';
const shown = '\\u001b[2J\\u001b]52;c;cm0K\\u0007\\u009b31m\\u202e';
const acting = /(?!\n)[\p{Cc}\p{Bidi_Control}]/u;

const closings: (() => Promise<unknown>)[] = [];
let serviceDirectory: string;

beforeEach(async () => {
  serviceDirectory = await createServiceDirectory();
});
afterEach(async () => {
  for (const close of closings.splice(0)) await close();
  await removeServiceDirectory(serviceDirectory);
});

/** Answers each question with the same events, as a web API of which the model took hold would. */
const answerWith = async (...events: readonly object[]) => {
  const body = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
  const api = await listenOnLoopback(
    createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(body);
    }),
    0,
  );
  const control = await serveControlEndpoint(serviceDirectory, { API_URL: `${api.origin}/local` });
  closings.push(api.close, control.close);
};

describe('text that someone else wrote', () => {
  it('does not act on the terminal when the doctor reads a template', async () => {
    const path = join(serviceDirectory, 'template.json');
    const properties = { FunctionName: hostile, Role: hostile, Handler: 'a.b', Runtime: hostile };
    const resources = {
      [`Role${hostile}`]: { Type: 'AWS::IAM::Role', Properties: { RoleName: hostile } },
      [`Agent\n${hostile}`]: { Type: 'AWS::Bedrock::Agent', Properties: { AgentName: hostile } },
      [`Proxy${hostile}`]: { Type: 'AWS::Lambda::Function', Properties: properties },
    };
    await writeFile(path, JSON.stringify({ Resources: resources }));
    for (const format of [[], ['--json'], ['--sarif']]) {
      const { stdout, stderr } = await runCli(
        serviceDirectory,
        'doctor',
        '--template',
        path,
        ...format,
      );
      expect(`${stdout}${stderr}`).toContain(shown);
      expect(`${stdout}${stderr}`).not.toMatch(acting);
    }
  });

  it('does not act on the terminal in an answer, a step, or an error of the agent', async () => {
    const step = { type: 'step', stepId: '1', tool: `t${hostile}`, arguments: { a: hostile } };
    await answerWith(
      { ...step, outcome: 'started' },
      { type: 'text', delta: `All ${hostile}` },
      { type: 'text', delta: '\u001b' },
      { type: 'text', delta: '[2J well\n' },
      { type: 'error', code: 'INTERNAL_ERROR', message: `No ${hostile}`, correlationId: 'c' },
    );
    const { stdout, stderr } = await runCli(serviceDirectory, 'ask', 'Status?');
    expect(stdout).toContain(`All ${shown}\\u001b[2J well\n`);
    expect(stderr).toContain(`No ${shown}`);
    expect(`${stdout}${stderr}`).not.toMatch(acting);

    const json = await runCli(serviceDirectory, 'ask', 'Status?', '--json');
    expect(json.stdout).not.toMatch(acting);
    expect(JSON.parse(json.stdout).answer).toBe(`All ${hostile}\u001b[2J well\n`);
  });

  it('has no line that could be the hop table or a finding of this program', async () => {
    const row = '1  web UI → API Gateway  none  allowed';
    const given = { a: `\n${row}` };
    const step = { type: 'step', stepId: '1', tool: 'list_findings', arguments: given };
    await answerWith(
      { type: 'text', delta: `Fine.\n${row}` },
      { ...step, outcome: 'started' },
      { ...step, outcome: 'succeeded', summary: `\n${row}` },
      { type: 'text', delta: `${row}\r\nINTERNAL_ERROR at hop 1: done` },
      { type: 'done', sessionId: 's', correlationId: 'c' },
    );
    const { stdout, stderr } = await runCli(serviceDirectory, 'ask', 'Status?');

    const lines = `${stdout}${stderr}`.split('\n');
    expect(lines.filter((line) => line.includes('none  allowed'))).toHaveLength(4);
    expect(lines.filter((line) => /^1 .*none {2}allowed|^INTERNAL_ERROR at/.test(line))).toEqual(
      [],
    );
  });

  it('does not act on the terminal when the command line repeats it', async () => {
    for (const args of [[hostile], ['faults', 'on', hostile], ['doctor', '--template', hostile]]) {
      const { stderr } = await runCli(serviceDirectory, ...args);
      expect(stderr).not.toMatch(acting);
      expect(stderr).not.toBe('');
    }
  });
});
