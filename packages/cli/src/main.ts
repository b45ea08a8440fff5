import { resolve } from 'node:path';
import { commands } from './commands/commands.ts';
import { runProgram } from './run-program.ts';

await runProgram(commands, resolve(import.meta.dirname, '../../..'));
