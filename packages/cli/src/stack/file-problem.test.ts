import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runCli } from '../../testing/run-cli.ts';
import { createServiceDirectory, removeServiceDirectory } from '../../testing/service-directory.ts';
import { namedFileProblem } from './file-problem.ts';

let serviceDirectory: string;
let folder: string;

beforeEach(async () => {
  serviceDirectory = await createServiceDirectory();
  folder = join(serviceDirectory, '.hopwise');
});

afterEach(() => removeServiceDirectory(serviceDirectory));

const failure = (code: string, path?: string): Error =>
  Object.assign(new Error(`${code}: it failed, open '${path}'`), { code, path });

const problemOf = async (error: Error): Promise<string> =>
  String(((await namedFileProblem(error, serviceDirectory)) as Error).message);

describe('a folder of Hopwise that cannot be used', () => {
  it('is named if a file is in its place', async () => {
    await writeFile(folder, '');
    const { code, stderr } = await runCli(serviceDirectory, 'clean');
    expect([code, stderr]).toEqual([
      1,
      `${folder} is a file, but Hopwise needs a folder there. Move or delete it.\n`,
    ]);
    expect(await problemOf(failure('EEXIST', folder))).toContain(`${folder} is a file`);
  });

  it('is named if a file is in the place of one of its folders, or the other way round', async () => {
    const packages = join(folder, 'packages');
    await mkdir(folder);
    await writeFile(packages, '');
    const inside = failure('ENOTDIR', join(packages, 'new-1'));
    expect(await problemOf(inside)).toContain(`${packages} is a file`);
    await mkdir(join(folder, 'stack.json'));
    expect(await problemOf(failure('EISDIR', join(folder, 'stack.json')))).toBe(
      `${folder}/stack.json is a folder, but Hopwise needs a file there. Move or delete it.`,
    );
  });

  it.each(['EACCES', 'EPERM'])('is named with the cure for %s', async (code) => {
    const error = failure(code, join(folder, 'packages'));
    expect(await problemOf(error)).toBe(
      `Hopwise cannot create the folder ${folder} (${code}). Allow this user to write to ${serviceDirectory}.`,
    );
    await mkdir(folder);
    expect(await problemOf(error)).toBe(
      `This user has no access to ${folder}/packages (${code}). If another user started Hopwise here, repeat this command as that user. Otherwise allow this user to write to ${folder}, or delete it: Hopwise creates it again.`,
    );
  });

  it('is named if its file system is read-only', async () => {
    const readOnly = `The file system of ${folder} is read-only.`;
    expect(await problemOf(failure('EROFS', folder))).toContain(readOnly);
    const byNode = Object.assign(failure('ENOENT', join(folder, 'packages')), { syscall: 'mkdir' });
    expect(await problemOf(byNode)).toContain(readOnly);
  });

  it('is named if its disk is full, also in the output of the deploy tool', async () => {
    const path = join(folder, 'packages/new-1/package');
    expect(await problemOf(failure('ENOSPC', path))).toBe(
      `The disk of ${folder} is full. Free space there, for example with \`./hopwise clean\`, then repeat this command.`,
    );
    expect(await problemOf(failure('ENOSPC', join(tmpdir(), 'hopwise-1')))).toContain(
      `The disk of ${tmpdir()} is full.`,
    );
    const output = new Error('serverless package failed.\nENOSPC: no space left on device, write');
    expect(await problemOf(output)).toContain(
      `A disk is full: the one of ${folder} or of ${tmpdir()}.`,
    );
  });

  it('is not the subject of any other error', async () => {
    for (const error of [
      failure('ENOENT', folder),
      failure('EACCES', '/etc/shadow'),
      new Error('x'),
    ]) {
      expect(await namedFileProblem(error, serviceDirectory)).toBe(error);
    }
  });
});
