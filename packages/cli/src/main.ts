import { enableCompileCache } from 'node:module';
import { join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../../..');

// V8 reads compiled modules from here instead of compiling them at each start. A user who can write into node_modules can
// run code here anyway.
enableCompileCache(join(repository, 'node_modules/.cache/hopwise'));

const { commands } = await import('./commands/commands.ts');
const { runProgram } = await import('./run-program.ts');
await runProgram(commands, repository);
