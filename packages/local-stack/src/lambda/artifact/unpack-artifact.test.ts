import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { unpackArtifact } from './unpack-artifact.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopwise-unpack-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const unpack = async (bytes: Uint8Array): Promise<string> => {
  const artifactPath = join(directory, 'function.zip');
  const taskRoot = join(directory, 'out', 'task');
  await writeFile(artifactPath, bytes);
  await unpackArtifact(artifactPath, taskRoot);
  return taskRoot;
};

describe('unpackArtifact', () => {
  it('writes every file, including files in folders, deflated or stored', async () => {
    const taskRoot = await unpack(
      zipSync({
        'src/': new Uint8Array(),
        'src/handler.js': strToU8('deflated '.repeat(100)),
        'package.json': [strToU8('{}'), { level: 0 }],
      }),
    );
    expect(await readFile(join(taskRoot, 'src/handler.js'), 'utf8')).toMatch(/^deflated /);
    expect(await readFile(join(taskRoot, 'package.json'), 'utf8')).toBe('{}');
  });

  it.each(['../outside', '/outside', 'a/../../outside', 'a\\..\\outside', 'nul\0'])(
    'refuses the entry %j',
    async (name) => {
      await expect(unpack(zipSync({ [name]: strToU8('x') }))).rejects.toMatchObject({
        code: 'ARTIFACT_UNSAFE_PATH',
      });
    },
  );

  it('refuses a file that is not a zip archive, and a missing file', async () => {
    await expect(unpack(strToU8('no zip'))).rejects.toMatchObject({ code: 'ARTIFACT_UNREADABLE' });
    await expect(
      unpackArtifact(join(directory, 'absent.zip'), join(directory, 'task')),
    ).rejects.toMatchObject({ code: 'ARTIFACT_UNREADABLE' });
  });

  it('refuses an archive with a declared size of more than 250 MB before unpacking it', async () => {
    const zip = zipSync({ 'big.bin': strToU8('x') });
    const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
    const centralDirectory = Buffer.from(zip).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    view.setUint32(centralDirectory + 24, 251 * 1024 * 1024, true);
    await expect(unpack(zip)).rejects.toMatchObject({ code: 'ARTIFACT_TOO_LARGE' });
  });
});
