import { styleText } from 'node:util';
import type { FaultState } from '@hopwise/contracts/faults';
import { type Command, type Terminal, UsageError } from '../command.ts';
import { requireRunningStack } from '../require-running-stack.ts';
import type { RunningStack } from '../running-stack.ts';

const usage = 'faults takes nothing, on NAME, or off NAME. See hopwise faults --help.';

export const faults: Command = {
  name: 'faults',
  summary: 'Lists what can be broken on purpose in the running stack, and breaks it.',
  synopsis: '[on NAME | off NAME] [--json]',
  help: [
    '  on NAME   switches a fault on; the functions start cold',
    '  off NAME  switches it off again',
    '  --json    prints [{ name, hop, seen, outcome, on }] alone on stdout',
    '',
    'Each line has the hop, the name, what becomes of it, and what is seen:',
    '  breaks    the hop breaks',
    '  survived  the design absorbs it',
    '  static    nothing fails; only a look at the template shows it',
  ],
  options: { json: { type: 'boolean' } },
  takesPositionals: true,
  async run({ options, positionals, serviceDirectory, terminal }) {
    const change = changeOf(positionals);
    const stack = await requireRunningStack(serviceDirectory);
    const states = await change(stack);
    if (options.json === true) terminal.stdout.write(`${JSON.stringify(states)}\n`);
    else terminal.stdout.write(faultLines(states, terminal));
    return 0;
  },
};

type Change = (stack: RunningStack) => Promise<readonly FaultState[]>;

const changeOf = ([verb, name, ...rest]: readonly string[]): Change => {
  if (verb === undefined) return (stack) => stack.faults();
  if ((verb !== 'on' && verb !== 'off') || name === undefined || rest.length > 0) {
    throw new UsageError(usage);
  }
  return (stack) => stack.setFault(name, verb === 'on');
};

const faultLines = (states: readonly FaultState[], { colour }: Terminal): string => {
  const nameWidth = Math.max(...states.map(({ name }) => name.length));
  return states
    .map(({ name, hop, seen, outcome, on }) => {
      const line = `${on ? 'on ' : '   '} ${hop}  ${name.padEnd(nameWidth)}  ${outcome.padEnd(8)}  ${seen}`;
      return on && colour ? styleText('red', line, { validateStream: false }) : line;
    })
    .map((line) => `${line}\n`)
    .join('');
};
