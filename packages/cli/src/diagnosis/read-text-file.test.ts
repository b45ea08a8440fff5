import { execFileSync } from 'node:child_process';
import { symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServiceDirectory, removeServiceDirectory } from '../../testing/service-directory.ts';
import { examineTemplate } from './examine-template.ts';
import { readTextFile } from './read-text-file.ts';
import { requireProfile } from './require-profile.ts';

let folder: string;
const pathOf = (name: string): string => join(folder, name);

beforeEach(async () => {
  folder = await createServiceDirectory();
});

afterEach(() => removeServiceDirectory(folder));

const device = 'it is a pipe or a device. Save the text in a file and name that file';

describe('readTextFile', () => {
  it('reads a file, also through a symbolic link', async () => {
    await writeFile(pathOf('file'), 'text ü');
    await symlink(pathOf('file'), pathOf('link'));

    expect(await readTextFile(pathOf('file'))).toBe('text ü');
    expect(await readTextFile(pathOf('link'))).toBe('text ü');
  });

  it('refuses a pipe without a writer, and does not wait for one', async () => {
    execFileSync('mkfifo', [pathOf('pipe')]);

    const path = pathOf('pipe');
    await expect(readTextFile(path)).rejects.toThrow(`${path} cannot be read: ${device}.`);
    await expect(
      examineTemplate({ path, parameters: {}, serviceDirectory: folder }),
    ).rejects.toThrow(device);
  });

  it.each(['/dev/zero', '/dev/null'])('refuses the device %s', async (path) => {
    await expect(readTextFile(path)).rejects.toThrow(`${path} cannot be read: ${device}.`);
  });

  it('refuses a folder, a missing file and a circle of links', async () => {
    await symlink(pathOf('circle'), pathOf('circle'));

    await expect(readTextFile(folder)).rejects.toThrow('it is a folder, not a file.');
    await expect(readTextFile(pathOf('none'))).rejects.toThrow('the file does not exist.');
    await expect(readTextFile(pathOf('circle'))).rejects.toThrow('links form a circle.');
  });

  it('refuses a file over 16 MiB, and reads a file of that size', async () => {
    await writeFile(pathOf('large'), '');
    await truncate(pathOf('large'), 16 * 1024 * 1024);
    expect((await readTextFile(pathOf('large'))).length).toBe(16 * 1024 * 1024);

    await truncate(pathOf('large'), 16 * 1024 * 1024 + 1);
    await expect(readTextFile(pathOf('large'))).rejects.toThrow('it is larger than 16 MiB.');
  });
});

describe('the AWS configuration files', () => {
  const { AWS_CONFIG_FILE } = process.env;
  afterEach(() => {
    if (AWS_CONFIG_FILE === undefined) {
      delete process.env.AWS_CONFIG_FILE;
    } else {
      process.env.AWS_CONFIG_FILE = AWS_CONFIG_FILE;
    }
  });

  it('are refused if one is a pipe', async () => {
    execFileSync('mkfifo', [pathOf('config')]);
    process.env.AWS_CONFIG_FILE = pathOf('config');

    await expect(requireProfile('admin')).rejects.toThrow(device);
  });
});
