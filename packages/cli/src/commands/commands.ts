import type { Command } from '../command-line/command.ts';
import { ask } from './ask.ts';
import { clean } from './clean.ts';
import { doctor } from './doctor.ts';
import { env } from './env.ts';
import { faults } from './faults.ts';
import { page } from './page.ts';
import { serverless } from './serverless.ts';
import { start } from './start.ts';
import { stop } from './stop.ts';

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [
  start,
  ask,
  page,
  doctor,
  faults,
  env,
  stop,
  serverless,
  clean,
];
