import type { Command } from '../command-line/command.ts';
import { modelHelp } from './model-help.ts';

export const start: Command = {
  name: 'start',
  summary: 'Packages the service and runs it on this machine until Ctrl-C.',
  synopsis:
    '[--port N] [--page-port N] [--host ADDRESS] [--model URL#NAME] [--fault NAME]... [--watch | --no-watch] [--json]',
  help: [
    '  --port N           port of the API (default: a free one)',
    '  --page-port N      port of the page (default: a free one)',
    '  --host ADDRESS     address of this machine at which other machines can reach the API and the page',
    '                     (default: no other machine can)',
    ...modelHelp,
    '  --fault NAME       switches a fault on; can be repeated; `hopwise faults` lists the names',
    '  --watch            redeploys when a file has changed (default on a terminal)',
    '  --no-watch         keeps the deployed version; ask and doctor warn when a file has changed',
    '  --json             prints { ready, pid, endpoints, page } on one line when the stack is ready',
  ],
  options: {
    port: { type: 'string' },
    'page-port': { type: 'string' },
    host: { type: 'string' },
    model: { type: 'string' },
    fault: { type: 'string', multiple: true },
    watch: { type: 'boolean' },
    'no-watch': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  load: async () => (await import('./run-start.ts')).runStart,
};
