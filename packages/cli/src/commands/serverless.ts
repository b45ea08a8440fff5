import type { Command } from '../command-line/command.ts';

export const serverless: Command = {
  name: 'serverless',
  summary: 'Runs the Serverless Framework of this checkout, for example to deploy a stage.',
  synopsis: '<command> [options]',
  help: [],
  options: {},
  passesArguments: true,
  load: async () => (await import('./run-serverless.ts')).runServerless,
};
