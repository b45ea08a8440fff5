import {
  type CurrentPackage,
  currentPackage,
} from '@hopwise/local-stack/packaging/current-package';
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
  'host' | 'port' | 'webUi' | 'model' | 'faults' | 'sources' | 'onStop'
>;

export type PackagedStack = { readonly stack: LocalStack; readonly deployed: CurrentPackage };

/** Starts the stage `local` in this process. Packages it first if a file has changed. */
export const startPackagedStack = async (
  { serviceDirectory, signal, terminal }: CommandInput,
  options: PackagedStackOptions,
): Promise<PackagedStack> => {
  const stage = 'local';
  const deployed = await withProgress(terminal, 'Packaging', () =>
    currentPackage({ serviceDirectory, stage, signal }),
  );
  const { templatePath, artifactDirectory } = deployed;
  const template = await readTemplate(templatePath);
  const stack = await withProgress(terminal, 'Deploying to this machine', () =>
    startLocalStack({ template, artifactDirectory, stage, ...options }),
  );
  return { stack, deployed };
};
