import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { deployedBundle } from '@hopwise/benchmark/deployed-bundle';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainAnswer } from '../testing/agent-answers.ts';
import { type BedrockServer, startBedrockServer } from '../testing/bedrock-server.ts';

const eventFile = resolve(import.meta.dirname, '../events/chat.json');

/** CommonJS, like the bundle, because the loader of ES modules loads other modules of Node. */
const script = `
const { readFileSync } = require('node:fs');
const { PassThrough } = require('node:stream');
const [bundle, eventFile] = process.argv.slice(1);
globalThis.awslambda = {
  streamifyResponse: (handler) => handler,
  HttpResponseStream: { from: (stream) => stream },
};
const { handler } = require(bundle);
const context = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 60_000 };
handler(JSON.parse(readFileSync(eventFile, 'utf8')), new PassThrough().resume(), context).then(() => {
  process.send(process.moduleLoadList, () => process.exit());
});
`;

let folder: string;
let bedrock: BedrockServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopwise-bundle-'));
  bedrock = await startBedrockServer();
});
afterAll(async () => {
  await bedrock.close();
  await rm(folder, { recursive: true });
});

/** The modules of Node that a process has loaded after its first turn. */
const modulesAfterFirstTurn = async (): Promise<readonly string[]> => {
  const bundle = join(folder, 'handler.cjs');
  const { code } = await deployedBundle('web-api/src/handler');
  await writeFile(bundle, code);
  const child = spawn(process.execPath, ['-e', script, bundle, eventFile], {
    env: {
      AWS_ENDPOINT_URL: bedrock.origin,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      AGENT_ID: 'AGENT12345',
      AGENT_ALIAS_ID: 'ALIAS12345',
      ALLOWED_ORIGIN: '*',
      PUBLIC_API: 'true',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const reported = once(child, 'message');
  const call = await bedrock.nextCall();
  call.stream(...plainAnswer());
  call.response.end();
  const [modules] = await reported;
  return modules as string[];
};

describe('the first turn of the bundle', () => {
  it('loads the HTTP client of Node, but not undici', async () => {
    const modules = await modulesAfterFirstTurn();

    expect(modules).toContain('NativeModule _http_client');
    expect(modules.filter((name) => name.includes('undici'))).toEqual([]);
  });
});
