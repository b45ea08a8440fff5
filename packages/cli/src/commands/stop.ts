import type { Command } from '../command-line/command.ts';

export const stop: Command = {
  name: 'stop',
  summary: 'Stops the running stack.',
  synopsis: '[--json]',
  help: ['  --json   prints only { "stopped": true | false } on stdout'],
  options: { json: { type: 'boolean' } },
  load: async () => (await import('./run-stop.ts')).runStop,
};
