import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faultStates } from '@hopwise/contracts/faults';
import { startLocalStack } from '@hopwise/local-stack/start-local-stack';
import { artifactDirectoryOf, templateOf } from '@hopwise/local-stack/testing/packaged-stages';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { capturedTerminal } from '../../testing/captured-terminal.ts';
import { runHopwise } from '../run-hopwise.ts';
import { writeStackState } from '../running-stack.ts';

jest.setTimeout(60_000);

let serviceDirectory: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  serviceDirectory = await mkdtemp(join(tmpdir(), 'hopwise-test-'));
  const template = await templateOf('local');
  const artifactDirectory = artifactDirectoryOf('local');
  const faults = ['invoke-agent-denied'];
  const stack = await startLocalStack({ template, artifactDirectory, stage: 'local', faults });
  stop = stack.stop;
  await writeStackState(serviceDirectory, stack.state);
});

afterAll(async () => {
  await stop();
  await rm(serviceDirectory, { recursive: true });
});

const run = async (...args: string[]) => {
  const { terminal, written } = capturedTerminal();
  const { signal } = new AbortController();
  const code = await runHopwise(args, { terminal, serviceDirectory, signal });
  return { code, ...written };
};

const onOf = (stdout: string) =>
  faultStates.parse(JSON.parse(stdout)).flatMap(({ name, on }) => (on ? [name] : []));

describe('hopwise faults', () => {
  it('lists every fault, one a line, and which the stack was started with', async () => {
    const { code, stdout } = await run('faults');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^on {2}3 {2}invoke-agent-denied +breaks +web-api's role lacks/m);
    expect(stdout).toMatch(/^ {4}6 {2}token-expired +survived +The gateway no longer takes/m);
    expect(stdout).toMatch(/^ {4}6 {2}oauth-client-in-iam-policy +static /m);
    expect(stdout.trimEnd().split('\n').length).toBeGreaterThan(40);
  });

  it('switches a fault on and off, and a question feels it', async () => {
    expect((await run('faults', 'off', 'invoke-agent-denied')).code).toBe(0);
    expect((await run('ask', 'Check security status')).code).toBe(0);
    const on = await run('faults', 'on', 'resource-policy-missing', '--json');
    expect(onOf(on.stdout)).toEqual(['resource-policy-missing']);
    const asked = await run('ask', 'Check security status');
    expect(asked.code).toBe(1);
    expect(asked.stderr).toContain('Hop 5 was denied: ');
    const off = await run('faults', 'off', 'resource-policy-missing', '--json');
    expect(onOf(off.stdout)).toEqual([]);
    expect((await run('ask', 'Check security status')).code).toBe(0);
  });

  it('names what an unknown fault may have meant', async () => {
    const { code, stdout, stderr } = await run('faults', 'on', 'gateway-hang');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('There is no fault gateway-hang. Did you mean gateway-hung');
  });
});
