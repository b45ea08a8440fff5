import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runCli } from '../../testing/run-cli.ts';
import { createServiceDirectory, removeServiceDirectory } from '../../testing/service-directory.ts';

let serviceDirectory: string;

/** In place of the deploy tool. It has the output of this process, so it writes what it got to a file. */
const tool = `
const { writeFileSync } = require('node:fs');
const { SLS_NOTIFICATIONS_MODE } = process.env;
const got = { args: process.argv.slice(2), directory: process.cwd(), SLS_NOTIFICATIONS_MODE };
writeFileSync('got.json', JSON.stringify(got));
process.exitCode = 7;
`;

beforeEach(async () => {
  serviceDirectory = await realpath(await createServiceDirectory());
  const folder = join(serviceDirectory, 'node_modules/serverless');
  await mkdir(join(folder, 'bin'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "name": "serverless" }');
  await writeFile(join(folder, 'bin/serverless.js'), tool);
});

afterEach(() => removeServiceDirectory(serviceDirectory));

describe('hopwise serverless', () => {
  it.each([[['deploy', '--stage', 'dev', '--', 'a "b" $c']], [['--help']], [[]]])(
    'runs the installed deploy tool in the service directory with %j',
    async (args) => {
      const { code } = await runCli(serviceDirectory, 'serverless', ...args);
      expect(code).toBe(7);
      expect(JSON.parse(await readFile(join(serviceDirectory, 'got.json'), 'utf8'))).toEqual({
        args,
        directory: serviceDirectory,
        SLS_NOTIFICATIONS_MODE: 'off',
      });
    },
  );
});
