import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { unzipSync } from 'fflate';

/**
 * Size limit of an unpacked function, see
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const maxUnpackedBytes = 250 * 1024 * 1024;

/** The function's artifact cannot be unpacked. */
export class ArtifactError extends Error {
  override readonly name = 'ArtifactError';
  readonly code: 'ARTIFACT_UNREADABLE' | 'ARTIFACT_TOO_LARGE' | 'ARTIFACT_UNSAFE_PATH';

  constructor(code: ArtifactError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const readEntries = (zip: Uint8Array, artifactPath: string): Record<string, Uint8Array> => {
  let size = 0;
  try {
    return unzipSync(zip, {
      filter({ originalSize }) {
        size += originalSize;
        if (size <= maxUnpackedBytes) return true;
        throw new ArtifactError(
          'ARTIFACT_TOO_LARGE',
          `The artifact ${artifactPath} unpacks to more than ${maxUnpackedBytes} bytes.`,
        );
      },
    });
  } catch (cause) {
    if (cause instanceof ArtifactError) throw cause;
    throw new ArtifactError(
      'ARTIFACT_UNREADABLE',
      `The artifact ${artifactPath} is not a readable zip archive.`,
      { cause },
    );
  }
};

/** Resolves the path of an entry. Throws for an entry outside of the directory. */
const entryPath = (directory: string, name: string): string => {
  const path = resolve(directory, name);
  const unsafe = name.includes('\\') || name.includes('\0') || !path.startsWith(directory + sep);
  if (!unsafe) return path;
  throw new ArtifactError(
    'ARTIFACT_UNSAFE_PATH',
    `The entry ${JSON.stringify(name)} of an artifact is outside of its directory.`,
  );
};

const writeEntries = async (directory: string, entries: Record<string, Uint8Array>) => {
  for (const [name, bytes] of Object.entries(entries)) {
    if (name.endsWith('/')) continue;
    const path = entryPath(directory, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
};

/** Unpacks a function's zip into an empty directory, its task root. Throws `ArtifactError`. */
export const unpackArtifact = async (artifactPath: string, taskRoot: string): Promise<void> => {
  const zip = await readFile(artifactPath).catch((cause: unknown) => {
    throw new ArtifactError('ARTIFACT_UNREADABLE', `The artifact ${artifactPath} does not exist.`, {
      cause,
    });
  });
  const entries = readEntries(zip, artifactPath);
  await mkdir(taskRoot, { recursive: true });
  // Without this file Node would use the module type of a package in a parent directory.
  await writeFile(join(dirname(taskRoot), 'package.json'), '{}');
  await writeEntries(taskRoot, entries);
};
