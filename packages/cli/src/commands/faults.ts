import type { Command } from '../command-line/command.ts';

export const faults: Command = {
  name: 'faults',
  summary: 'Lists all faults, and switches faults of the running stack on and off.',
  synopsis: '[on NAME... | off NAME... | off all] [--json]',
  help: [
    '  on NAME...   switches faults on and restarts the functions',
    '  off NAME...  switches faults off',
    '  off all      switches every fault off',
    '  --json       prints only [{ name, hop, seen, outcome, on }] on stdout;',
    '               without a running stack, the faults have no `on`',
    '',
    'Each line shows whether the fault is on, the hop, the name, the outcome and the symptom:',
    '  breaks    the hop fails',
    '  survived  the design absorbs it',
    '  static    nothing fails; only the template shows it',
  ],
  options: { json: { type: 'boolean' } },
  acceptsPositionals: true,
  load: async () => (await import('./run-faults.ts')).runFaults,
};
