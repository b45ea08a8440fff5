import type { Command } from '../command-line/command.ts';

export const faults: Command = {
  name: 'faults',
  summary: 'Lists the faults of the running stack and switches them on and off.',
  synopsis: '[on NAME | off NAME] [--json]',
  help: [
    '  on NAME   switches a fault on and restarts the functions',
    '  off NAME  switches the fault off',
    '  --json    prints only [{ name, hop, seen, outcome, on }] on stdout',
    '',
    'Each line shows the hop, the name, the outcome and the symptom:',
    '  breaks    the hop fails',
    '  survived  the design absorbs it',
    '  static    nothing fails; only the template shows it',
  ],
  options: { json: { type: 'boolean' } },
  acceptsPositionals: true,
  load: async () => (await import('./run-faults.ts')).runFaults,
};
