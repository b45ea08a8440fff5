import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type LocalStack, startLocalStack } from '@hopwise/local-stack/start-local-stack';
import { mirrorService } from '@hopwise/local-stack/testing/mirror-service';
import {
  artifactDirectoryOf,
  serviceDirectory,
  templateOf,
} from '@hopwise/local-stack/testing/packaged-stages';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

jest.setTimeout(120_000);

let stack: LocalStack;
let mirror: string;

beforeAll(async () => {
  stack = await startLocalStack({
    template: await templateOf('local'),
    artifactDirectory: artifactDirectoryOf('local'),
    stage: 'local',
  });
  mirror = await mirrorService(serviceDirectory);
  await mkdir(join(mirror, '.hopwise'));
  await writeFile(join(mirror, '.hopwise/stack.json'), JSON.stringify(stack.state));
});

afterAll(async () => {
  await rm(mirror, { recursive: true, force: true });
  await stack.stop();
});

/** Runs a function from its source with a sample event. Returns what it prints. */
const invokeLocal = async (...args: Parameters<typeof run>): Promise<string> => {
  const { code, stdout } = await run(...args);
  expect(code).toBe(0);
  return stdout;
};

const run = async (functionKey: string, ...args: readonly string[]) => {
  const serverless = join(serviceDirectory, 'node_modules/serverless/bin/serverless.js');
  const command = ['invoke', 'local', '--stage', 'local', '-f', functionKey, ...args];
  const options = { cwd: mirror, maxBuffer: 10_000_000 };
  const ended = promisify(execFile)(process.execPath, [serverless, ...command], options);
  return ended.then(
    (output) => ({ code: 0, ...output }),
    // A rejection has the output and the exit code too.
    (error: { readonly code: number; readonly stdout: string; readonly stderr: string }) => error,
  );
};

describe('serverless invoke local --stage local', () => {
  it('streams the answer of webApi through all hops', async () => {
    const answer = await invokeLocal('webApi', '-p', 'services/web-api/events/chat.json');
    expect(answer).toMatch(/^HTTP 200\nhop 3 {2}iam {2}allow\n/m);
    expect(answer).toMatch(/^\d of \d security services enabled .* 53 active findings/m);
    expect(answer).toMatch(/^session a\./m);
    expect(answer).not.toContain('data: ');
  });

  it('lets bedrockGatewayProxy call the gateway with an access token of its client', async () => {
    const answer = await invokeLocal(
      'bedrockGatewayProxy',
      '-p',
      'services/bedrock-gateway-proxy/events/list-findings.json',
    );
    expect(answer).toContain('"function": "list_findings"');
    expect(answer).toContain('\\"ok\\":true,');
    const principals = stack.decisions
      .all()
      .filter(({ action }) => action === 'secretsmanager:GetSecretValue')
      .map(({ principal }) => principal);
    expect(principals).not.toHaveLength(0);
    for (const principal of principals) expect(principal).toContain('BedrockGatewayProxyRole');
  });

  it('lets securityTools read the services with its execution role', async () => {
    const events = 'services/security-tools/events/list-findings';
    const answer = await invokeLocal(
      'securityTools',
      '-p',
      `${events}.json`,
      '--contextPath',
      `${events}.context.json`,
    );
    expect(answer).toContain('"ok": true');
    expect(answer).toContain('"summary": "');
  });

  it.each([
    ['webApi', 'services/web-api/events/chat.json', 'stdout'],
    ['bedrockGatewayProxy', 'services/bedrock-gateway-proxy/events/list-findings.json', 'stderr'],
  ] as const)('fails when a hop refuses %s, and names the cure', async (key, event, output) => {
    await stack.faults.set('wrong-client', true);
    const { code, [output]: text } = await run(key, '-p', event);
    await stack.faults.set('wrong-client', false);
    expect(code).toBe(1);
    expect(text).toMatch(/^GATEWAY_UNAUTHORIZED at hop 6/m);
    expect(text).toMatch(/^What to do: Compare the gateway’s JWT authorizer/m);
  });
});
