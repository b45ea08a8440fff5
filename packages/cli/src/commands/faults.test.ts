import { join } from 'node:path';
import { fault, faultStates } from '@hopwise/contracts/faults';
import { runStack } from '@hopwise/local-stack/testing/running-stack';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { runCli } from '../../testing/run-cli.ts';
import { createServiceDirectory, removeServiceDirectory } from '../../testing/service-directory.ts';
import { writeStackState } from '../stack/stack-state-file.ts';

jest.setTimeout(60_000);

let serviceDirectory: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  serviceDirectory = await createServiceDirectory();
  const stack = await runStack({ faults: ['invoke-agent-denied'] });
  stop = stack.stop;
  await writeStackState(serviceDirectory, stack.state);
});

afterAll(async () => {
  await stop();
  await removeServiceDirectory(serviceDirectory);
});

const run = (...args: string[]) => runCli(serviceDirectory, ...args);

const onOf = (stdout: string) =>
  faultStates.parse(JSON.parse(stdout)).flatMap(({ name, on }) => (on ? [name] : []));

describe('hopwise faults', () => {
  it('lists every fault on its own line, and marks the one that the stack started with', async () => {
    const { code, stdout } = await run('faults');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^on {2}3 {2}invoke-agent-denied +breaks +web-api's role lacks/m);
    expect(stdout).toMatch(/^ {4}6 {2}token-expired +survived +The gateway no longer accepts/m);
    expect(stdout).toMatch(/^ {4}6 {2}oauth-client-in-iam-policy +static /m);
    expect(stdout.trimEnd().split('\n').length).toBeGreaterThan(40);
  });

  it('switches a fault on and off, with an effect on the next question', async () => {
    expect((await run('faults', 'off', 'invoke-agent-denied')).code).toBe(0);
    expect((await run('ask', 'Check security status')).code).toBe(0);
    const on = await run('faults', 'on', 'resource-policy-missing', '--json');
    expect(onOf(on.stdout)).toEqual(['resource-policy-missing']);
    const asked = await run('ask', 'Check security status');
    expect(asked.code).toBe(1);
    expect(asked.stderr).toMatch(/^RESOURCE_POLICY_MISSING at hop 5: /m);
    const off = await run('faults', 'off', 'resource-policy-missing', '--json');
    expect(onOf(off.stdout)).toEqual([]);
    expect((await run('ask', 'Check security status')).code).toBe(0);
  });

  it('names the fault of a code, and changes nothing', async () => {
    for (const asked of ['client-not-allowed', 'CLIENT_NOT_ALLOWED']) {
      const { code, stdout, stderr } = await run('faults', 'on', asked);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toBe(
        `There is no fault ${asked}. The doctor reports this code for wrong-client.\n`,
      );
    }
    expect(onOf((await run('faults', '--json')).stdout)).toEqual([]);
  });

  it('prints one line for the fault that it switched', async () => {
    const on = await run('faults', 'on', 'wrong-client');
    expect(on.stdout).toMatch(/^wrong-client is on\. Hop 6: .+\.\n$/);
    expect(await run('faults', 'off', 'wrong-client')).toEqual({
      code: 0,
      stdout: 'wrong-client is off.\n',
      stderr: '',
    });
  });

  it('suggests a name for an unknown fault', async () => {
    const { code, stdout, stderr } = await run('faults', 'on', 'gateway-hang');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('There is no fault gateway-hang. Did you mean gateway-hung');
  });

  it('switches several faults, and all faults off', async () => {
    const names = ['guardduty-denied', 'wrong-client'];
    const on = await run('faults', 'on', ...names);
    expect(on.stdout).toMatch(/^guardduty-denied is on\..+\nwrong-client is on\..+\n$/);
    const off = await run('faults', 'off', 'all');
    expect(off.code).toBe(0);
    expect(off.stdout.trim().split('\n').sort()).toEqual(names.map((name) => `${name} is off.`));
    expect((await run('faults', 'off', 'all')).stdout).toBe('No fault is on.\n');
    expect(onOf((await run('faults', 'off', 'all', '--json')).stdout)).toEqual([]);
  });

  it('changes nothing if one of several names is unknown', async () => {
    const { code, stderr } = await run('faults', 'on', 'wrong-client', 'gateway-hang');
    expect([code, stderr]).toEqual([1, expect.stringContaining('There is no fault gateway-hang.')]);
    expect(onOf((await run('faults', '--json')).stdout)).toEqual([]);
  });

  it('names the faults that it switched before one that failed', async () => {
    const names = ['resource-policy-missing', 'proxy-permission-alias-arn'];
    const { code, stderr } = await run('faults', 'on', ...names);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/Now on: resource-policy-missing\.\n$/),
    ]);
    expect((await run('faults', 'off', 'all')).stdout).toBe('resource-policy-missing is off.\n');
  });
});

describe('hopwise faults without a stack', () => {
  const alone = (...args: string[]) => runCli(join(serviceDirectory, 'other'), 'faults', ...args);

  it('lists every fault without a state', async () => {
    const { code, stdout, stderr } = await alone();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^3 {2}invoke-agent-denied +breaks +web-api's role lacks/m);
    expect(stderr).toContain('No local stack is running. `./hopwise start --fault NAME`');
    const listed: unknown = JSON.parse((await alone('--json')).stdout);
    expect(Array.isArray(listed) && listed.map((one) => fault.parse(one)).length).toBe(
      stdout.trimEnd().split('\n').length,
    );
  });

  it('says how to start with the faults', async () => {
    expect(await alone('on', 'wrong-client', 'gateway-hung')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'No local stack is running. Start it in another terminal with `./hopwise start --fault wrong-client --fault gateway-hung`.\n',
    });
    expect((await alone('on', 'gateway-hang')).stderr).toContain('Did you mean gateway-hung');
    expect((await alone('off', 'all')).stderr).toBe('No local stack is running. No fault is on.\n');
  });
});
