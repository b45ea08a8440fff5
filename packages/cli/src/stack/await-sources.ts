import { setTimeout as sleep } from 'node:timers/promises';
import type { StackSources } from '@hopwise/contracts/stack-state';
import type { CommandInput } from '../command-line/command.ts';
import { changedFilesText } from './changed-files-text.ts';
import type { RunningStack } from './running-stack.ts';

const pollMs = 100;

/** Waits for a redeployment of the running stack, and warns if the stack does not run the files as they are now. */
export const awaitSources = async (
  stack: Pick<RunningStack, 'sources'>,
  { terminal, signal }: Pick<CommandInput, 'terminal' | 'signal'>,
): Promise<void> => {
  let sources = await stack.sources();
  if (sources.state === 'redeploying') {
    const files = changedFilesText(sources.changed);
    terminal.stderr.write(`Changed: ${files}. Waiting until the local stack is redeployed …\n`);
  }
  while (sources.state === 'redeploying') {
    await sleep(pollMs, undefined, { signal });
    sources = await stack.sources();
  }
  terminal.stderr.write(warningOf(sources));
};

const warningOf = ({ state, changed, problem = '' }: StackSources): string => {
  const files = changedFilesText(changed);
  if (state === 'failed') {
    return `Warning: the local stack runs the version before the change of ${files}. The redeployment failed:\n${problem}\n`;
  }
  if (state !== 'changed') return '';
  const count = changed.length === 1 ? '1 file has' : `${changed.length} files have`;
  return `Warning: ${count} changed since the local stack was packaged: ${files}. To deploy the change, run \`./hopwise stop\`, then \`./hopwise start\`.\n`;
};
