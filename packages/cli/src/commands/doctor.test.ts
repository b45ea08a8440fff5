import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { doctorReport } from '@hopwise/contracts/finding';
import type { LocalStack } from '@hopwise/local-stack/start-local-stack';
import { runStack } from '@hopwise/local-stack/testing/running-stack';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { runCli } from '../../testing/run-cli.ts';
import { createServiceDirectory, removeServiceDirectory } from '../../testing/service-directory.ts';
import { localDiagnosis } from '../diagnosis/local-diagnosis.ts';
import { writeStackState } from '../stack/stack-state-file.ts';

jest.setTimeout(60_000);

const fixtures = resolve(import.meta.dirname, '../../../doctor/fixtures');

let serviceDirectory: string;
let emptyDirectory: string;
let stack: LocalStack;

beforeAll(async () => {
  serviceDirectory = await createServiceDirectory();
  emptyDirectory = await createServiceDirectory();
  stack = await runStack();
  await writeStackState(serviceDirectory, stack.state);
});
afterAll(async () => {
  await stack.stop();
  for (const directory of [serviceDirectory, emptyDirectory]) {
    await removeServiceDirectory(directory);
  }
});

const runIn = (directory: string, ...args: string[]) => runCli(directory, 'doctor', ...args);
const run = (...args: string[]) => runIn(serviceDirectory, ...args);

describe('hopwise doctor on the running stack', () => {
  it('finds nothing on a healthy stack', async () => {
    const { code, stdout, stderr } = await run();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^the local stack: no findings in \d+ checks\.$/m);
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
    page.setStack(stack);
    expect((await page.diagnose(6, signal)).findings).toEqual(findings);
    await stack.faults.set('wrong-client', false);
  });

  it('examines only one hop', async () => {
    await stack.faults.set('invoke-agent-denied', true);
    const { checked, findings } = doctorReport.parse(
      JSON.parse((await run('--hop', '2', '--json')).stdout),
    );
    await stack.faults.set('invoke-agent-denied', false);
    expect(findings).toEqual([]);
    expect([...new Set(checked.map(({ hop }) => hop))]).toEqual([null, 2]);
  });
});

describe('hopwise doctor --stack', () => {
  it('examines the stacks with these names in a Region, and says which one it cannot read', async () => {
    const before = { ...process.env };
    Object.assign(process.env, stack.env);
    try {
      const read = await runIn(emptyDirectory, '--stack', 'hopwise-local', '--json');
      const { target, checked, findings } = doctorReport.parse(JSON.parse(read.stdout));
      expect([target, findings]).toEqual(['stack hopwise-local', []]);
      expect(checked.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(15);
      const two = ['--stack', 'hopwise-local', '--stack', 'tickets', '--region', 'us-east-1'];
      const { code, stderr } = await runIn(emptyDirectory, ...two);
      expect(code).toBe(2);
      expect(stderr).toContain('could not read the stack tickets in us-east-1');
    } finally {
      process.env = before;
    }
  });
});

describe('hopwise doctor --template', () => {
  it('examines a template without a stack', async () => {
    const bad = await runIn(
      emptyDirectory,
      '--template',
      join(fixtures, 'resource-policy-missing.bad.yml'),
    );
    expect(bad).toMatchObject({ code: 1, stderr: '' });
    expect(bad.stdout).toContain('RESOURCE_POLICY_MISSING');
    const path = join(fixtures, 'resource-policy-missing.bad.yml');
    const annotated = await runIn(emptyDirectory, '--template', path, '--format', 'github');
    expect(annotated.code).toBe(1);
    expect(annotated.stdout).toMatch(/^::error file=.*,line=\d+,title=RESOURCE_POLICY_MISSING/);
    const clean = join(fixtures, 'resource-policy-missing.clean.yml');
    expect((await runIn(emptyDirectory, '--template', clean)).code).toBe(0);
  });

  it('examines a template with the given parameters, and refuses a parameter that it does not have', async () => {
    const path = join(emptyDirectory, 'parameters.yml');
    const role = await readFile(join(fixtures, 'api-open.bad.yml'), 'utf8');
    const condition =
      'Parameters: { Stage: { Type: String, Default: dev } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }\n';
    const conditional = role.replace(/Type: AWS::ApiGateway::Method/g, '$&\n    Condition: IsProd');
    await writeFile(path, `${condition}${conditional}`);
    expect((await run('--template', path)).code).toBe(0);
    const inProd = await run('--template', path, '--parameter', 'Stage=prod');
    expect([inProd.code, inProd.stdout]).toEqual([1, expect.stringContaining('API_OPEN')]);
    const { code, stderr } = await run('--template', path, '--parameter', 'Stag=prod');
    expect(code).toBe(2);
    expect(stderr).toContain('it has no parameter Stag. It has Stage, AWS::AccountId');
  });

  it('reports a file that is not a template or does not exist', async () => {
    const path = join(emptyDirectory, 'template.yml');
    await writeFile(path, '- no\n- template\n');
    for (const [file, problem] of [
      [path, 'it has no Resources'],
      [join(emptyDirectory, 'none.yml'), 'cannot be read: the file does not exist.'],
      [emptyDirectory, `is a folder: examine its template ${path}.`],
      [join(fixtures, '..'), 'cannot be read: it is a folder, not a file.'],
    ] as const) {
      const { code, stdout, stderr } = await run('--template', file);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(file);
      expect(stderr).toContain(problem);
    }
  });
});

describe('hopwise doctor that could not run', () => {
  it('says what to do when no stack is running', async () => {
    const { code, stderr } = await runIn(emptyDirectory);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /no local stack is running\. Start one .* or add --stage, --stack or --template/,
    );
  });

  it('names an unknown stage and lists the stages', async () => {
    const directory = await createServiceDirectory();
    const stages = '  dev: {}\n  staging: {}\n  prod: {}\n';
    await writeFile(join(directory, 'serverless.yml'), `params:\n  default: {}\n${stages}`);
    expect(await runIn(directory, '--stage', 'nosuch')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'The doctor could not run: serverless.yml has no stage nosuch. Its stages are dev, staging, prod.\n',
    });
    const { stderr } = await runIn(directory, '--stage', 'stagign');
    expect(stderr).toContain('has no stage stagign. Did you mean staging?');
    await removeServiceDirectory(directory);
  });

  it.each([
    [['--hop', '8'], '--hop must be a number from 1 to 7'],
    [['--json', '--sarif'], 'Use either --json or --sarif, not both.'],
    [['--json', '--format', 'text'], 'Use either --format or --json, not both.'],
    [['--format', 'xml'], '--format must be one of text, json, sarif, github.'],
    [['--template', 'x.yml', '--stage', 'dev'], '--template cannot be combined with --stage'],
    [['--profile', 'p'], '--profile needs --stage or --stack'],
    [['--region', 'eu-west-1'], '--region needs --stage or --stack'],
    [['--stage', 'dev', '--stack', 'tickets'], 'Use either --stage or --stack, not both.'],
    [['--template', 'x.yml', '--stack', 'tickets'], '--template cannot be combined with'],
    [['--parameter', 'Stage=prod'], '--parameter needs --template'],
    [['app.yml'], 'got app.yml. Did you mean --template app.yml?'],
    [['--template', 'x.yml', '--parameter', 'prod'], '--parameter must be KEY=VALUE'],
    [['--template', 'x.yml', '--parameter', 'A=1', '--parameter', 'A=2'], 'two values for A'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
