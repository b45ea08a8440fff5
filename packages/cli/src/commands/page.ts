import type { Command } from '../command-line/command.ts';

export const page: Command = {
  name: 'page',
  summary: 'Prints a new address of the page, for another browser.',
  synopsis: '[--json]',
  help: [
    '  --json   prints only { "address" } on stdout',
    '',
    'Each address works once. The browser then keeps its access until the stack stops.',
  ],
  options: { json: { type: 'boolean' } },
  load: async () => (await import('./run-page.ts')).runPage,
};
