import { faultSwitches } from '../../src/faults/fault-switches.ts';

/** The fault switches as a Markdown table. */
export const faultTable = (): string =>
  [
    '| hop | name | outcome | what is seen |',
    '| --- | --- | --- | --- |',
    ...faultSwitches.map(
      ({ hop, name, outcome, seen }) => `| ${hop} | \`${name}\` | ${outcome} | ${seen} |`,
    ),
  ].join('\n');
