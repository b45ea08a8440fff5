import type { StackSources } from '@hopwise/contracts/stack-state';
import { describe, expect, it } from '@jest/globals';
import { capturedTerminal } from '../../testing/captured-terminal.ts';
import { awaitSources } from './await-sources.ts';

/** Returns what the command prints on stderr when the stack answers with these states in turn. */
const printedFor = async (...states: readonly StackSources[]): Promise<string> => {
  const { terminal, written } = capturedTerminal();
  const { signal } = new AbortController();
  const left = [...states];
  const sources = async () => left.shift() ?? { state: 'current' as const, changed: [] };
  await awaitSources({ sources }, { terminal, signal });
  expect(left).toEqual([]);
  return written.stderr;
};

describe('a command that uses a running stack', () => {
  it('prints nothing when no file has changed', async () => {
    expect(await printedFor({ state: 'current', changed: [] })).toBe('');
  });

  it('waits for a redeployment', async () => {
    const redeploying: StackSources = { state: 'redeploying', changed: ['a.yml'] };
    expect(await printedFor(redeploying, redeploying)).toBe(
      'Changed: a.yml. Waiting until the local stack is redeployed …\n',
    );
  });

  it('warns when the stack does not watch the changed files', async () => {
    const changed = ['a.yml', 'b.ts', 'c.ts', 'd.ts', 'e.ts'];
    expect(await printedFor({ state: 'changed', changed })).toBe(
      'Warning: 5 files have changed since the local stack was packaged: a.yml, b.ts, c.ts and 2 more. To deploy the change, run `./hopwise stop`, then `./hopwise start`.\n',
    );
    expect(await printedFor({ state: 'changed', changed: ['a.yml'] })).toMatch(
      /^Warning: 1 file has changed since the local stack was packaged: a\.yml\. /,
    );
  });

  it('says why the redeployment failed', async () => {
    const problem = 'a.yml: 1:1';
    expect(await printedFor({ state: 'failed', changed: ['a.yml'], problem })).toBe(
      'Warning: the local stack runs the version before the change of a.yml. The redeployment failed:\na.yml: 1:1\n',
    );
  });
});
