#!/usr/bin/env node
import { runProgram } from '../run-program.ts';
import { packedCommands } from './packed-commands.ts';

const oldestNode = 22;

if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  process.stderr.write(
    `hopwise: Node ${process.version} is too old. Install Node ${oldestNode} or later.\n`,
  );
  process.exitCode = 2;
} else {
  await runProgram(packedCommands, process.cwd());
}
