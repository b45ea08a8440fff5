import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serveControlEndpoint } from '../testing/control-endpoint.ts';
import { createServiceDirectory, removeServiceDirectory } from '../testing/service-directory.ts';

const recorder = resolve(import.meta.dirname, '../testing/record-loaded-modules.ts');

let serviceDirectory: string;
let emptyDirectory: string;
let close: () => Promise<void>;

beforeAll(async () => {
  serviceDirectory = await createServiceDirectory();
  emptyDirectory = await createServiceDirectory();
  // Nothing listens on this port, so `ask` and `doctor` fail after they have loaded everything.
  const environment = { API_URL: 'http://127.0.0.1:9', AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
  ({ close } = await serveControlEndpoint(serviceDirectory, environment));
});

afterAll(async () => {
  await close();
  await removeServiceDirectory(serviceDirectory);
  await removeServiceDirectory(emptyDirectory);
});

const packageOf = (path: string): string =>
  /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ??
  /\/packages\/([^/]+)/.exec(path)?.[1] ??
  path;

const loadedBy = async (directory: string, ...args: readonly string[]) => {
  const { stdout } = await promisify(execFile)(process.execPath, [recorder, directory, ...args]);
  const { code, modules } = JSON.parse(stdout) as { code: number; modules: readonly string[] };
  return {
    code,
    count: modules.length,
    packages: [...new Set(modules.map(packageOf))].sort(),
    hasManagedPolicies: modules.some(
      (path) => path.endsWith('/managed-policies.json') && path.includes('/generated/'),
    ),
  };
};

/** zod is 92 modules. It checks what the control endpoint of the stack answers. */
const zodModules = 92;

/** The definitions of the commands, and the code that reads a command line and writes to the terminal. */
const definitionModules = 24;

/** The texts of a failed turn, which `ask` loads only for such a turn. */
const failureModules = 5;

describe('the modules that a command loads', () => {
  it.each([['--help'], ['start', '--help'], ['ask', '--help'], ['doctor', '--help']])(
    'are only the definitions of the commands for %j',
    async (...args) => {
      const { code, count, packages } = await loadedBy(serviceDirectory, ...args);
      // `contracts` has the function that makes text printable.
      expect([code, packages]).toEqual([0, ['cli', 'contracts']]);
      expect(count).toBeLessThanOrEqual(definitionModules);
    },
  );

  it.each(['env', 'faults', 'stop'])(
    'are the client of the control endpoint for %s',
    async (name) => {
      const directory = await createServiceDirectory();
      const endpoint = await serveControlEndpoint(directory, {});
      const { code, count, packages } = await loadedBy(directory, name);
      expect([code, packages]).toEqual([0, ['cli', 'contracts', 'local-stack', 'zod']]);
      expect(count).toBeLessThanOrEqual(definitionModules + zodModules + 10);
      await endpoint.close();
      await removeServiceDirectory(directory);
    },
  );

  it('include the chat client but no local stack for ask on a running stack', async () => {
    const { code, count, packages } = await loadedBy(serviceDirectory, 'ask', 'Check');
    expect([code, packages]).toEqual([
      1,
      ['chat-client', 'cli', 'contracts', 'eventsource-parser', 'local-stack', 'zod'],
    ]);
    expect(count).toBeLessThanOrEqual(definitionModules + zodModules + 30 + failureModules);
  });

  it('include only the client of the control endpoint from the local stack for doctor', async () => {
    const { code, count } = await loadedBy(serviceDirectory, 'doctor');
    expect(code).toBe(2);
    // The live checks need the AWS SDK, the policy evaluator, SAM, the chain and the rules for
    // templates. The token check adds the auth library, whose checks of untyped options are small modules.
    expect(count).toBeLessThanOrEqual(600);
  });

  it('include no AWS client and no schema for doctor --template', async () => {
    const template = resolve(
      import.meta.dirname,
      '../../doctor/fixtures/resource-policy-missing.clean.yml',
    );
    const { code, count, packages, hasManagedPolicies } = await loadedBy(
      emptyDirectory,
      'doctor',
      '--template',
      template,
    );
    expect(code).toBe(0);
    // 200 kB of data, which only a template with managed policies needs.
    expect(hasManagedPolicies).toBe(false);
    expect(packages.filter((name) => /^@aws-sdk|^local-stack|^auth$|^zod$/.test(name))).toEqual([]);
    expect(packages).not.toContain('yaml');
    // The policy evaluator, SAM, the chain and the rules.
    expect(count).toBeLessThanOrEqual(291);
  });

  it('do not include the doctor for start', async () => {
    const { packages } = await loadedBy(emptyDirectory, 'start', '--port', 'none');
    expect(packages).toContain('local-stack');
    expect(packages).not.toContain('doctor');
  });
});
