import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { notWritten } from './artifact-error.ts';
import { readArtifact, unpackArtifact } from './unpack-artifact.ts';

/** An unpacked artifact that is in use. */
export type TaskRoot = {
  readonly path: string;
  /** Ends the use. */
  release(): void;
};

/** The unpacked artifacts of one Lambda service. Artifacts with the same content share one folder. */
export type TaskRoots = {
  /** Unpacks an artifact unless it is unpacked already. Throws `ArtifactError`, and tries again after a failure. */
  use(artifactPath: string): Promise<TaskRoot>;
  /**
   * Makes the next use read each artifact again, so that a new version takes effect. Removes what was not used for
   * several calls.
   */
  forget(): void;
  /** Removes all task roots, including those that are being unpacked. */
  remove(): Promise<void>;
};

type Unpacked = {
  readonly path: Promise<string>;
  uses: number;
  /** The count of `forget()` at the last use. */
  lastUse: number;
};

/** An unused artifact is kept this many calls of `forget()`: a fault that is switched on and off needs it again. */
const keptCalls = 10;

export const createTaskRoots = (workDirectory: string): TaskRoots => {
  const byHash = new Map<string, Unpacked>();
  const hashes = new Map<string, Promise<string>>();
  const underWay = new Set<Promise<unknown>>();
  let directory: Promise<string> | undefined;
  let folders = 0;
  let forgets = 0;

  const track = <Value>(work: Promise<Value>): Promise<Value> => {
    underWay.add(work);
    const end = () => underWay.delete(work);
    work.then(end, end);
    return work;
  };

  const ownDirectory = async (): Promise<string> => {
    await mkdir(workDirectory, { recursive: true });
    return mkdtemp(join(workDirectory, 'lambda-'));
  };

  const unpack = async (zip: Buffer): Promise<string> => {
    directory ??= ownDirectory();
    folders += 1;
    const name = `artifact-${folders}`;
    const folder = join(
      await directory.catch((error: unknown) => {
        directory = undefined;
        throw notWritten(workDirectory, error);
      }),
      name,
    );
    try {
      await unpackArtifact(zip, join(folder, 'task'));
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    return join(folder, 'task');
  };

  /** Reads the artifact, and unpacks it if its content is new. Returns its hash. */
  const read = async (artifactPath: string): Promise<string> => {
    const zip = await readArtifact(artifactPath);
    const hash = createHash('sha256').update(zip).digest('hex');
    const known = byHash.get(hash);
    if (known !== undefined) {
      await known.path;
      return hash;
    }
    const path = unpack(zip);
    byHash.set(hash, { path, uses: 0, lastUse: forgets });
    path.catch(() => byHash.delete(hash));
    await path;
    return hash;
  };

  const removeOutdated = (): void => {
    for (const [hash, { path, uses, lastUse }] of byHash) {
      if (uses > 0 || forgets - lastUse <= keptCalls) continue;
      byHash.delete(hash);
      const removed = path.then((task) => rm(dirname(task), { recursive: true, force: true }));
      track(removed).catch(() => undefined);
    }
  };

  const use = async (artifactPath: string): Promise<TaskRoot> => {
    const hashed = hashes.get(artifactPath) ?? track(read(artifactPath));
    hashes.set(artifactPath, hashed);
    try {
      const found = byHash.get(await hashed);
      if (found !== undefined) return begin(found, await found.path);
    } catch (error) {
      hashes.delete(artifactPath);
      throw error;
    }
    hashes.delete(artifactPath);
    return use(artifactPath);
  };

  const begin = (found: Unpacked, path: string): TaskRoot => {
    found.uses += 1;
    found.lastUse = forgets;
    let isReleased = false;
    const release = () => {
      if (isReleased) return;
      isReleased = true;
      found.uses -= 1;
    };
    return { path, release };
  };

  return {
    use,
    forget() {
      hashes.clear();
      forgets += 1;
      removeOutdated();
    },
    async remove() {
      await Promise.allSettled(underWay);
      const path = await directory?.catch(() => undefined);
      if (path !== undefined) await rm(path, { recursive: true, force: true });
    },
  };
};
