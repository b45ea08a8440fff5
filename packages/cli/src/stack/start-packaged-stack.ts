import { packageService } from '@hopwise/local-stack/packaging/package-service';
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
> & {
  /** Folder for the packaged service. */
  readonly outputDirectory: string;
};

/** Packages the stage `local` and starts it in this process. */
export const startPackagedStack = async (
  { serviceDirectory, signal, terminal }: CommandInput,
  { outputDirectory, ...options }: PackagedStackOptions,
): Promise<LocalStack> => {
  const stage = 'local';
  const { templatePath, artifactDirectory } = await withProgress(terminal, 'Packaging', () =>
    packageService({ serviceDirectory, stage, outputDirectory, signal }),
  );
  const template = await readTemplate(templatePath);
  return await withProgress(terminal, 'Deploying to this machine', () =>
    startLocalStack({ template, artifactDirectory, stage, ...options }),
  );
};
