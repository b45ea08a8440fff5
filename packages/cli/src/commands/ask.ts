import type { Command } from '../command-line/command.ts';
import { modelHelp } from './model-help.ts';

export const ask: Command = {
  name: 'ask',
  summary: 'Sends one question through all seven hops and shows the decisions at each hop.',
  synopsis: '"<question>" [--model URL#NAME] [--json]',
  help: [
    '  --json             prints only { answer, correlationId, turnUrl, results, hops } on stdout',
    ...modelHelp,
    '',
    'Asks the running stack, or starts one for this question. --model cannot be combined with a',
    'running stack, which has its own model.',
    'Exit code 1: the answer is incomplete.',
  ],
  options: { json: { type: 'boolean' }, model: { type: 'string' } },
  acceptsPositionals: true,
  load: async () => (await import('./run-ask.ts')).runAsk,
};
