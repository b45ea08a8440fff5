import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { doctorReport } from '@hopwise/contracts/finding';
import type { LocalStack } from '@hopwise/local-stack/start-local-stack';
import { runStack } from '@hopwise/local-stack/testing/running-stack';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { capturedTerminal } from '../../testing/captured-terminal.ts';
import { localDiagnosis } from '../local-diagnosis.ts';
import { runHopwise } from '../run-hopwise.ts';
import { writeStackState } from '../running-stack.ts';

jest.setTimeout(60_000);

const fixtures = resolve(import.meta.dirname, '../../../doctor/fixtures');

let serviceDirectory: string;
let emptyDirectory: string;
let stack: LocalStack;

beforeAll(async () => {
  serviceDirectory = await mkdtemp(join(tmpdir(), 'hopwise-test-'));
  emptyDirectory = await mkdtemp(join(tmpdir(), 'hopwise-test-'));
  stack = await runStack();
  await writeStackState(serviceDirectory, stack.state);
});
afterAll(async () => {
  await stack.stop();
  for (const directory of [serviceDirectory, emptyDirectory]) {
    await rm(directory, { recursive: true });
  }
});

const runIn = async (directory: string, ...args: string[]) => {
  const { terminal, written } = capturedTerminal();
  const { signal } = new AbortController();
  const code = await runHopwise(['doctor', ...args], {
    terminal,
    serviceDirectory: directory,
    signal,
  });
  return { code, ...written };
};
const run = (...args: string[]) => runIn(serviceDirectory, ...args);

describe('hopwise doctor on the running stack', () => {
  it('finds nothing where nothing is wrong', async () => {
    const { code, stdout, stderr } = await run();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^the local stack: nothing found in \d+ checks\.$/m);
    expect(stderr).toBe('');
  });

  it('names the broken hop in text, JSON and SARIF, and for the page', async () => {
    await stack.faults.set('wrong-client', true);
    const text = await run();
    expect(text.code).toBe(1);
    expect(text.stdout).toMatch(/^error CLIENT_NOT_ALLOWED {2}hop 6/m);
    const clientId = stack.env.CLIENT_ID ?? '';
    expect(text.stdout).toContain(`client_id ${clientId} is not in AllowedClients`);

    const { findings } = doctorReport.parse(JSON.parse((await run('--json')).stdout));
    expect(findings).toMatchObject([{ code: 'CLIENT_NOT_ALLOWED', hop: 6 }]);
    const sarif = JSON.parse((await run('--sarif')).stdout);
    expect(sarif.runs[0].results[0].ruleId).toBe('CLIENT_NOT_ALLOWED');

    const page = localDiagnosis();
    const { signal } = new AbortController();
    await expect(page.diagnose(6, signal)).rejects.toThrow('still starting');
    page.of(stack);
    expect((await page.diagnose(6, signal)).findings).toEqual(findings);
    await stack.faults.set('wrong-client', false);
  });

  it('looks at one hop alone', async () => {
    await stack.faults.set('invoke-agent-denied', true);
    const { checked, findings } = doctorReport.parse(
      JSON.parse((await run('--hop', '2', '--json')).stdout),
    );
    await stack.faults.set('invoke-agent-denied', false);
    expect(findings).toEqual([]);
    expect([...new Set(checked.map(({ hop }) => hop))]).toEqual([null, 2]);
  });
});

describe('hopwise doctor --template', () => {
  it('examines a template without any stack', async () => {
    const bad = await runIn(
      emptyDirectory,
      '--template',
      join(fixtures, 'resource-policy-missing.bad.yml'),
    );
    expect(bad).toMatchObject({ code: 1, stderr: '' });
    expect(bad.stdout).toContain('RESOURCE_POLICY_MISSING');
    const clean = join(fixtures, 'resource-policy-missing.clean.yml');
    expect((await runIn(emptyDirectory, '--template', clean)).code).toBe(0);
  });

  it('could not look at a file that is no template, or is not there', async () => {
    const path = join(emptyDirectory, 'template.yml');
    await writeFile(path, '- no\n- template\n');
    for (const [file, problem] of [
      [path, 'it has no Resources'],
      [join(emptyDirectory, 'none.yml'), 'cannot be read: there is no such file.'],
      [emptyDirectory, 'cannot be read: EISDIR.'],
    ] as const) {
      const { code, stdout, stderr } = await run('--template', file);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(file);
      expect(stderr).toContain(problem);
    }
  });
});

describe('hopwise doctor, where it could not look', () => {
  it('says what to do where no stack runs', async () => {
    const { code, stderr } = await runIn(emptyDirectory);
    expect(code).toBe(2);
    expect(stderr).toMatch(/no local stack is running\. Start one .* --stage or a --template/);
  });

  it.each([
    [['--hop', '8'], '--hop takes a number from 1 to 7'],
    [['--json', '--sarif'], 'exclude each other'],
    [['--template', 'x.yml', '--stage', 'dev'], '--template goes with none of'],
    [['--profile', 'p'], '--profile needs --stage'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
