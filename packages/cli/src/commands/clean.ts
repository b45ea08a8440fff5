import type { Command } from '../command-line/command.ts';

export const clean: Command = {
  name: 'clean',
  summary:
    'Removes what the local stack keeps on disk: packages, the built page, files of ended stacks.',
  synopsis: '[--json]',
  help: ['  --json   prints only { "removed": [{ "name", "bytes" }], "bytes" } on stdout'],
  options: { json: { type: 'boolean' } },
  load: async () => (await import('./run-clean.ts')).runClean,
};
