import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { ArtifactError } from './artifact-error.ts';
import { readArtifact, unpackArtifact } from './unpack-artifact.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopwise-unpack-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const unpack = async (bytes: Uint8Array): Promise<string> => {
  const taskRoot = join(directory, 'out', 'task');
  await unpackArtifact(Buffer.from(bytes), taskRoot);
  return taskRoot;
};

const files = {
  'src/handler.js': strToU8('exports.handler = async () => 1;'.repeat(20)),
  'package.json': strToU8('{}'),
};

/** An archive, and where the records of its first entry begin. */
const archive = (contents: Parameters<typeof zipSync>[0] = files) => {
  const zip = Buffer.from(zipSync(contents));
  return { zip, listed: zip.indexOf('PK\x01\x02', 0, 'latin1'), end: zip.length - 22 };
};

const originals = Object.values(files).map((bytes) => Buffer.from(bytes).toString());

type Damage = { readonly at: number; readonly removed: number; readonly inserted: Uint8Array };

const damage = (zip: Buffer, { at, removed, inserted }: Damage): Buffer =>
  Buffer.concat([zip.subarray(0, at), inserted, zip.subarray(at + removed)]);

const contentsOf = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const written = entries.filter((entry) => entry.isFile());
  return Promise.all(
    written.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')),
  );
};

describe('unpackArtifact', () => {
  it('writes every file read-only, including files in folders, deflated or stored', async () => {
    const taskRoot = await unpack(
      zipSync({
        'src/': new Uint8Array(),
        'src/handler.js': strToU8('deflated '.repeat(100)),
        'package.json': [strToU8('{}'), { level: 0 }],
        empty: new Uint8Array(),
      }),
    );
    expect(await readFile(join(taskRoot, 'src/handler.js'), 'utf8')).toMatch(/^deflated /);
    expect(await readFile(join(taskRoot, 'package.json'), 'utf8')).toBe('{}');
    expect((await stat(join(taskRoot, 'empty'))).mode & 0o777).toBe(0o444);
  });

  it.each(['../outside', '/outside', 'a/../../outside', 'a\\..\\outside', 'nul\0', '../', ''])(
    'refuses the entry %j',
    async (name) => {
      await expect(unpack(zipSync({ [name]: strToU8('x') }))).rejects.toMatchObject({
        code: 'ARTIFACT_UNSAFE_PATH',
      });
    },
  );

  it('refuses a name that no file system can write', async () => {
    await expect(
      unpack(zipSync({ [`${'a/'.repeat(30_000)}b`]: strToU8('x') })),
    ).rejects.toMatchObject({
      code: 'ARTIFACT_UNSAFE_PATH',
      message: expect.stringMatching(/^The entry "a\/a.{1,100}has a name of more than 1000/),
    });
  });

  it('refuses more folders than any function has, and writes none', async () => {
    const names = Array.from({ length: 150 }, (_, index) => `${index}/${'a/'.repeat(400)}b`);
    const zip = zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')])));
    await expect(unpack(zip)).rejects.toMatchObject({ code: 'ARTIFACT_TOO_LARGE' });
    expect(await readdir(directory)).toEqual([]);
  });

  it('refuses two entries with one name', async () => {
    const { zip } = archive({ 'a.js': strToU8('1'), 'b.js': strToU8('2') });
    for (let at = zip.indexOf('b.js'); at >= 0; at = zip.indexOf('b.js')) zip.write('a.js', at);
    await expect(unpack(zip)).rejects.toMatchObject({
      code: 'ARTIFACT_UNSAFE_PATH',
      message: 'The entry "a.js" is in the archive twice.',
    });
  });

  it.each([
    ['two names of one file', { 'a.js': strToU8('1'), './a.js': strToU8('2') }],
    ['a file that is also a folder', { a: strToU8('1'), 'a/b.js': strToU8('2') }],
  ])('refuses %s', async (_what, contents) => {
    await expect(unpack(zipSync(contents))).rejects.toMatchObject({ code: 'ARTIFACT_UNSAFE_PATH' });
  });

  it('refuses a file that is not a zip archive, and a missing file', async () => {
    await expect(unpack(strToU8('no zip'))).rejects.toMatchObject({ code: 'ARTIFACT_UNREADABLE' });
    await expect(unpack(new Uint8Array(100))).rejects.toMatchObject({
      code: 'ARTIFACT_UNREADABLE',
    });
    await expect(readArtifact(join(directory, 'absent.zip'))).rejects.toMatchObject({
      code: 'ARTIFACT_UNREADABLE',
      message: expect.stringContaining('ENOENT'),
    });
  });

  it('refuses an archive with a declared size of more than 250 MB before unpacking it', async () => {
    const { zip, listed } = archive();
    zip.writeUInt32LE(251 * 1024 * 1024, listed + 24);
    await expect(unpack(zip)).rejects.toMatchObject({ code: 'ARTIFACT_TOO_LARGE' });
  });

  it('refuses an entry that unpacks to more than its declared size, without unpacking the rest', async () => {
    const { zip } = archive({ 'bomb.js': new Uint8Array(50 * 1024 * 1024) });
    const listed = zip.indexOf('PK\x01\x02', 0, 'latin1');
    zip.writeUInt32LE(1000, listed + 24);
    await expect(unpack(zip)).rejects.toMatchObject({
      code: 'ARTIFACT_CORRUPT',
      message: 'The zip archive is damaged: the compressed data of "bomb.js".',
    });
  });

  it.each([
    ['a wrong checksum', 16, 'the checksum of "src/handler.js"'],
    ['a wrong size', 24, 'the size of "src/handler.js"'],
  ])('refuses %s', async (_what, field, message) => {
    const { zip, listed } = archive();
    zip.writeUInt32LE(zip.readUInt32LE(listed + field) + 1, listed + field);
    await expect(unpack(zip)).rejects.toMatchObject({
      code: 'ARTIFACT_CORRUPT',
      message: expect.stringContaining(message),
    });
  });

  it('refuses overlapping entries', async () => {
    const { zip, listed } = archive({ 'a.js': strToU8('1'), 'b.js': strToU8('1') });
    const second = zip.indexOf('PK\x01\x02', listed + 4, 'latin1');
    zip.writeUInt32LE(zip.readUInt32LE(listed + 42), second + 42);
    zip.write('a.js', second + 46);
    await expect(unpack(zip)).rejects.toMatchObject({ code: 'ARTIFACT_CORRUPT' });
  });

  it.each([
    ['an encrypted entry', (zip: Buffer, at: number) => zip.writeUInt16LE(1, at + 8)],
    ['another compression method', (zip: Buffer, at: number) => zip.writeUInt16LE(12, at + 10)],
    ['a Zip64 entry', (zip: Buffer, at: number) => zip.writeUInt32LE(0xffffffff, at + 24)],
    [
      'a symbolic link',
      (zip: Buffer, at: number) => {
        zip[at + 5] = 3;
        zip.writeUInt32LE(0o120777 * 0x10000, at + 38);
      },
    ],
  ])('refuses %s by name', async (_what, change) => {
    const { zip, listed } = archive();
    change(zip, listed);
    await expect(unpack(zip)).rejects.toMatchObject({ code: 'ARTIFACT_UNREADABLE' });
  });

  it('writes the right contents of a damaged archive, or refuses it', async () => {
    const { zip } = archive();
    const at = fc.nat(zip.length - 1);
    const damages = fc.array(
      fc.record({ at, removed: fc.nat(2), inserted: fc.uint8Array({ maxLength: 3 }) }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(damages, async (all) => {
        const taskRoot = join(directory, 'damaged', 'task');
        const unpacked = unpackArtifact(all.reduce(damage, zip), taskRoot);
        const outcome = await unpacked.catch((error: unknown) => error);
        if (outcome !== undefined) expect(outcome).toBeInstanceOf(ArtifactError);
        // An archive with a changed name is valid. One with changed contents is not.
        for (const content of await contentsOf(taskRoot)) expect(originals).toContain(content);
        await rm(join(directory, 'damaged'), { recursive: true, force: true });
        expect(await readdir(directory)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('names the folder and the reason when a file cannot be written', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    const { zip } = archive();
    await expect(unpackArtifact(zip, join(file, 'out', 'task'))).rejects.toMatchObject({
      code: 'ARTIFACT_NOT_WRITTEN',
      message: `${join(file, 'out', 'task')} cannot be written: ENOTDIR.`,
    });
  });
});
