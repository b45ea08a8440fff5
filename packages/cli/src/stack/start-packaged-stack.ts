import { currentPackage } from '@hopwise/local-stack/packaging/current-package';
import {
  type LocalStack,
  type LocalStackOptions,
  startLocalStack,
} from '@hopwise/local-stack/start-local-stack';
import { readTemplate } from '@hopwise/local-stack/template/template';
import type { CommandInput } from '../command-line/command.ts';
import { withProgress } from '../command-line/progress.ts';

export type PackagedStackOptions = Pick<
  LocalStackOptions,
  'host' | 'port' | 'webUi' | 'model' | 'faults' | 'onStop'
>;

/** Starts the stage `local` in this process. Packages it first if a file has changed. */
export const startPackagedStack = async (
  { serviceDirectory, signal, terminal }: CommandInput,
  options: PackagedStackOptions,
): Promise<LocalStack> => {
  const stage = 'local';
  const { templatePath, artifactDirectory } = await withProgress(terminal, 'Packaging', () =>
    currentPackage({ serviceDirectory, stage, signal }),
  );
  const template = await readTemplate(templatePath);
  return await withProgress(terminal, 'Deploying to this machine', () =>
    startLocalStack({ template, artifactDirectory, stage, ...options }),
  );
};
