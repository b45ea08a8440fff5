import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { ArtifactError, notWritten, systemCode } from './artifact-error.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';
import { zipEntryBytes } from './zip-entry-bytes.ts';

/**
 * Size limit of an unpacked function, see
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const maxUnpackedBytes = 250 * 1024 * 1024;

/** An archive of a few megabytes can otherwise name millions of folders. */
const maxFolders = 50_000;
/** In UTF-16 code units. No file system writes a path of more than 4,096 bytes. */
const maxNameLength = 1_000;
const shownLength = 50;

/** Files that are written at the same time. An archive can have many small ones. */
const writers = 16;

/** The function cannot change its code, as on AWS. */
const fileMode = 0o444;

const refuseSize = (entries: readonly ZipEntry[]): void => {
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (bytes <= maxUnpackedBytes) return;
  throw new ArtifactError(
    'ARTIFACT_TOO_LARGE',
    `The archive unpacks to more than ${maxUnpackedBytes} bytes.`,
  );
};

const unsafe = (name: string, why: string): ArtifactError =>
  new ArtifactError('ARTIFACT_UNSAFE_PATH', `The entry ${JSON.stringify(name)} ${why}.`);

const isOutside = (folder: string, name: string): boolean =>
  /[\\\0]/.test(name) || !resolve(folder, name).startsWith(folder + sep);

const refuseFolders = (folder: string, files: ReadonlyMap<string, ZipEntry>): void => {
  const folders = new Set([folder]);
  for (const [path, { name }] of files) {
    for (let parent = dirname(path); !folders.has(parent); parent = dirname(parent)) {
      if (files.has(parent)) throw unsafe(name, 'is in a folder that is also a file');
      folders.add(parent);
    }
    if (folders.size > maxFolders) {
      throw new ArtifactError(
        'ARTIFACT_TOO_LARGE',
        `The archive has more than ${maxFolders} folders.`,
      );
    }
  }
};

/** Resolves the paths of the files. Throws for one outside of the folder, and for two files in one place. */
const filePaths = (folder: string, entries: readonly ZipEntry[]): ReadonlyMap<string, ZipEntry> => {
  const files = new Map<string, ZipEntry>();
  for (const entry of entries) {
    const { name } = entry;
    if (name.length > maxNameLength) {
      throw unsafe(
        `${name.slice(0, shownLength)}…`,
        `has a name of more than ${maxNameLength} characters`,
      );
    }
    if (isOutside(folder, name)) throw unsafe(name, 'is outside of the folder of the function');
    const path = resolve(folder, name);
    if (files.has(path)) throw unsafe(name, 'is in the archive twice');
    if (!entry.isFolder) files.set(path, entry);
  }
  refuseFolders(folder, files);
  return files;
};

const writeFiles = async (
  zip: Buffer,
  taskRoot: string,
  files: ReadonlyMap<string, ZipEntry>,
): Promise<void> => {
  await mkdir(taskRoot, { recursive: true });
  // Without this file Node would use the module type of a package in a parent directory.
  await writeFile(join(dirname(taskRoot), 'package.json'), '{}');
  const folders = new Set([...files.keys()].map((path) => dirname(path)));
  for (const folder of folders) await mkdir(folder, { recursive: true });
  const left = files.entries();
  const writeNext = async (): Promise<void> => {
    for (const [path, entry] of left) {
      await writeFile(path, zipEntryBytes(zip, entry), { mode: fileMode, flag: 'wx' });
    }
  };
  const writing = await Promise.allSettled(Array.from({ length: writers }, writeNext));
  for (const one of writing) if (one.status === 'rejected') throw one.reason;
};

/** Reads a function's zip. Throws `ArtifactError`. */
export const readArtifact = (artifactPath: string): Promise<Buffer> =>
  readFile(artifactPath).catch((cause: unknown) => {
    throw new ArtifactError(
      'ARTIFACT_UNREADABLE',
      `The artifact ${artifactPath} cannot be read: ${systemCode(cause)}.`,
      { cause },
    );
  });

/** Unpacks a function's zip into an empty folder, its task root. Throws `ArtifactError`. */
export const unpackArtifact = async (zip: Buffer, taskRoot: string): Promise<void> => {
  const entries = readZipDirectory(zip);
  refuseSize(entries);
  const files = filePaths(taskRoot, entries);
  try {
    await writeFiles(zip, taskRoot, files);
  } catch (cause) {
    throw cause instanceof ArtifactError ? cause : notWritten(taskRoot, cause);
  }
};
