import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packageService } from '../src/packaging/package-service.ts';
import { readTemplate, type Template } from '../src/template/template.ts';

/** Folder that contains `serverless.yml`. */
export const serviceDirectory = resolve(import.meta.dirname, '../../..');

export const stages = ['local', 'dev', 'staging', 'prod'] as const;
export type Stage = (typeof stages)[number];

/** Variable with the folder of this test run's packaged stages. */
const packagesVariable = 'HOPWISE_TEST_PACKAGES';

/**
 * Packages each stage into a separate folder for all test processes of this run. Reuses what another
 * workspace of the same run has packaged.
 */
export const createPackages = async (wanted: readonly Stage[]): Promise<void> => {
  const folder =
    process.env[packagesVariable] ?? (await mkdtemp(join(tmpdir(), 'hopwise-packages-')));
  process.env[packagesVariable] = folder;
  const packaged = await readdir(folder);
  await Promise.all(
    wanted
      .filter((stage) => !packaged.includes(stage))
      .map((stage) =>
        packageService({ serviceDirectory, stage, outputDirectory: join(folder, stage) }),
      ),
  );
};

export const removePackages = async (): Promise<void> => {
  const folder = process.env[packagesVariable];
  if (folder) await rm(folder, { recursive: true, force: true });
};

/** Folder of a stage's template and artifacts. */
export const artifactDirectoryOf = (stage: Stage): string =>
  join(process.env[packagesVariable] ?? '', stage);

/** A new copy of a stage's packaged template. */
export const templateOf = (stage: Stage): Promise<Template> =>
  readTemplate(join(artifactDirectoryOf(stage), 'cloudformation-template-update-stack.json'));
