import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { serveControlEndpoint } from '../../testing/control-endpoint.ts';
import { runCli } from '../../testing/run-cli.ts';
import { createServiceDirectory, removeServiceDirectory } from '../../testing/service-directory.ts';

let serviceDirectory: string;

beforeEach(async () => {
  serviceDirectory = await createServiceDirectory();
});
afterEach(() => removeServiceDirectory(serviceDirectory));

const write = async (path: string, bytes: number): Promise<void> => {
  const file = join(serviceDirectory, path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, 'x'.repeat(bytes));
};

describe('hopwise clean', () => {
  it('removes packages, the page and the state of an ended stack, and says how much', async () => {
    await write('.hopwise/packages/1a/template.json', 1_200_000);
    await write('.hopwise/web-ui/index.html', 300_000);
    await write('.hopwise/stack.json', 10);
    await write('serverless.yml', 1);
    const { code, stdout } = await runCli(serviceDirectory, 'clean');
    expect([code, stdout]).toEqual([
      0,
      [
        '  .hopwise/packages  1.2 MB',
        '  .hopwise/stack.json  0.0 MB',
        '  .hopwise/web-ui  0.3 MB',
        'Removed 1.5 MB.\n',
      ].join('\n'),
    ]);
    expect(await readdir(join(serviceDirectory, '.hopwise'))).toEqual([]);
    expect(await readdir(serviceDirectory)).toContain('serverless.yml');
  });

  it('prints names and bytes as JSON', async () => {
    await write('.hopwise/web-ui/index.html', 3);
    const { stdout } = await runCli(serviceDirectory, 'clean', '--json');
    expect(stdout).toBe('{"removed":[{"name":"web-ui","bytes":3}],"bytes":3}\n');
  });

  it('says that nothing is there', async () => {
    expect(await runCli(serviceDirectory, 'clean')).toMatchObject({
      code: 0,
      stdout: 'Nothing to remove.\n',
    });
  });

  it('removes nothing behind a link in the place of its folder', async () => {
    await write('other/notes.txt', 5);
    await symlink(join(serviceDirectory, 'other'), join(serviceDirectory, '.hopwise'));
    const { code, stderr } = await runCli(serviceDirectory, 'clean');
    expect([code, stderr]).toEqual([
      1,
      `${join(serviceDirectory, '.hopwise')} is a link, so nothing was removed. Remove the link itself.\n`,
    ]);
    expect(await readdir(join(serviceDirectory, 'other'))).toEqual(['notes.txt']);
  });

  it('removes a link to a source, but not the source', async () => {
    await write('serverless.yml', 5);
    await mkdir(join(serviceDirectory, '.hopwise/service-1'), { recursive: true });
    const link = join(serviceDirectory, '.hopwise/service-1/link');
    await symlink(join(serviceDirectory, 'serverless.yml'), link);
    expect((await runCli(serviceDirectory, 'clean')).code).toBe(0);
    expect(await readFile(join(serviceDirectory, 'serverless.yml'), 'utf8')).toBe('xxxxx');
  });

  it('refuses while a stack runs', async () => {
    const { close } = await serveControlEndpoint(serviceDirectory, {});
    try {
      await write('.hopwise/web-ui/index.html', 3);
      const { code, stderr } = await runCli(serviceDirectory, 'clean');
      expect(code).toBe(1);
      expect(stderr).toMatch(/^A local stack is running \(process \d+\)\. Stop it with/);
      expect(await readdir(join(serviceDirectory, '.hopwise'))).toEqual(['stack.json', 'web-ui']);
    } finally {
      await close();
    }
  });
});
