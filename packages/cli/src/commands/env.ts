import type { Command } from '../command-line/command.ts';

export const env: Command = {
  name: 'env',
  summary: 'Prints export lines that let the AWS CLI, an SDK or curl reach the running stack.',
  synopsis: '[--json]',
  help: [
    '  --json   prints one JSON object instead',
    '',
    'eval "$(./hopwise env)"',
    '',
    'The client secret is valid for the local stack only and changes at each start.',
  ],
  options: { json: { type: 'boolean' } },
  load: async () => (await import('./run-env.ts')).runEnv,
};
