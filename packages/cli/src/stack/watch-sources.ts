import type { StackSources } from '@hopwise/contracts/stack-state';
import {
  type CurrentPackage,
  changedFiles,
  currentPackage,
  inputFiles,
} from '@hopwise/local-stack/packaging/current-package';
import { serviceFiles } from '@hopwise/local-stack/packaging/template-sources';
import type { LocalStack } from '@hopwise/local-stack/start-local-stack';
import { readTemplate } from '@hopwise/local-stack/template/template';
import type { CommandInput, Terminal } from '../command-line/command.ts';
import { changedFilesText } from './changed-files-text.ts';
import { namedFileProblem } from './file-problem.ts';
import { packagingProblem } from './packaging-problem.ts';
import { lastChangeMs, pollFiles } from './poll-files.ts';
import { createRedeployer, type Redeployer, type RedeployResult } from './redeployer.ts';

export type Sources = {
  /** Compares the running stack with the files of the service. */
  readonly state: () => Promise<StackSources>;
};

/** Reports changed files, and leaves the stack as it is. */
export const compareSources = (deployed: CurrentPackage, serviceDirectory: string): Sources => ({
  state: async () => {
    const changed = [...(await changedFiles(deployed.manifest, serviceDirectory))];
    return { state: changed.length === 0 ? 'current' : 'changed', changed };
  },
});

/** Redeploys the running stack when a file has changed, until the signal aborts. */
export const watchSources = (
  stack: Pick<LocalStack, 'update' | 'state'>,
  deployed: CurrentPackage,
  {
    serviceDirectory,
    signal,
    terminal,
  }: Pick<CommandInput, 'serviceDirectory' | 'signal' | 'terminal'>,
): Sources => {
  const redeployer: Redeployer<CurrentPackage> = createRedeployer(
    deployed,
    {
      changedFiles: ({ manifest }) => changedFiles(manifest, serviceDirectory),
      package: () =>
        currentPackage({ serviceDirectory, stage: stack.state.stage, signal }).catch(
          async (error: unknown) => {
            throw await namedFileProblem(error, serviceDirectory);
          },
        ),
      deploy: async ({ templatePath, artifactDirectory }) => {
        const hidden = await stack.update(await readTemplate(templatePath), artifactDirectory);
        return hidden.map(hiddenChangeText);
      },
      lastChangeMs: async () => lastChangeMs(serviceDirectory, await allFiles()),
      now: Date.now,
      report: (result) => {
        if (!signal.aborted) report(terminal, result);
      },
      reportReverted: () => {
        terminal.stderr.write('The change was undone. The local stack matches the files again.\n');
      },
    },
    packagingProblem,
  );
  // After a failure, the correction can be in a file that no package includes yet.
  const allFiles = async (): Promise<readonly string[]> => [
    ...(await serviceFiles(serviceDirectory)),
    ...inputFiles(redeployer.deployed().manifest),
  ];
  pollFiles({
    directory: serviceDirectory,
    paths: async () =>
      redeployer.hasFailed() ? allFiles() : inputFiles(redeployer.deployed().manifest),
    onChange: async () => {
      await redeployer.check();
      await redeployer.idle();
    },
    signal,
  }).catch(() => {
    terminal.stderr.write('Changes are no longer watched, because the files cannot be read.\n');
  });
  return { state: redeployer.check };
};

type HiddenChange = Awaited<ReturnType<LocalStack['update']>>[number];

const hiddenChangeText = ({ logicalId, by }: HiddenChange): string =>
  'fault' in by
    ? `Not in effect: the fault ${by.fault} hides a change of ${logicalId}. To switch it off, run \`./hopwise faults off ${by.fault}\`.`
    : `Not in effect: ${by.edit}, made with an AWS operation, hides a change of ${logicalId}. A restart of the stack discards it.`;

const report = ({ stderr }: Terminal, result: RedeployResult): void => {
  const { changed, seconds, hidden, error } = result;
  const files = changedFilesText(changed);
  if (error === undefined) {
    stderr.write(`Changed: ${files}. Redeployed in ${seconds.toFixed(1)} s.\n`);
    for (const sentence of hidden) stderr.write(`${sentence}\n`);
    return;
  }
  stderr.write(
    `Changed: ${files}. The redeployment failed, so the local stack runs the previous version:\n${packagingProblem(error)}\nCorrect the file and save it to try again.\n`,
  );
};
