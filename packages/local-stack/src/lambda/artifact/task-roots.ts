import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackArtifact } from './unpack-artifact.ts';

/** The unpacked artifacts of one Lambda service. Each is unpacked once into a separate directory. */
export type TaskRoots = {
  /** Returns the task root of an artifact. Throws `ArtifactError`, and tries again after a failure. */
  of(artifactPath: string): Promise<string>;
  /** Makes the next use unpack each artifact again, so that a new version takes effect. */
  forget(): void;
  /** Removes all task roots, including those that are being unpacked. */
  remove(): Promise<void>;
};

export const createTaskRoots = (workDirectory: string): TaskRoots => {
  const unpacked = new Map<string, Promise<string>>();
  const underWay = new Set<Promise<string>>();
  let directory: Promise<string> | undefined;
  let count = 0;

  const ownDirectory = async (): Promise<string> => {
    await mkdir(workDirectory, { recursive: true });
    return mkdtemp(join(workDirectory, 'lambda-'));
  };

  const unpack = async (artifactPath: string): Promise<string> => {
    directory ??= ownDirectory();
    count += 1;
    const taskRoot = join(await directory, `task-${count}`);
    await unpackArtifact(artifactPath, taskRoot);
    return taskRoot;
  };

  return {
    of(artifactPath) {
      const known = unpacked.get(artifactPath);
      if (known !== undefined) return known;
      const unpacking = unpack(artifactPath);
      unpacked.set(artifactPath, unpacking);
      underWay.add(unpacking);
      unpacking
        .catch(() => unpacked.delete(artifactPath))
        .finally(() => underWay.delete(unpacking));
      return unpacking;
    },
    forget: () => unpacked.clear(),
    async remove() {
      await Promise.allSettled(underWay);
      if (directory !== undefined) await rm(await directory, { recursive: true, force: true });
    },
  };
};
