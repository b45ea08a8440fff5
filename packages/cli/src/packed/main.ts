#!/usr/bin/env node
import { runProgram } from '../run-program.ts';
import { packedCommands } from './packed-commands.ts';

await runProgram(packedCommands, process.cwd());
