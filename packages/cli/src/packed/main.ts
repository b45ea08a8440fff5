#!/usr/bin/env node
import { join } from 'node:path';
import { runProgram } from '../run-program.ts';
import { packedCommands } from './packed-commands.ts';

const oldestNode = 22;

if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  process.stderr.write(
    `hopwise: Node ${process.version} is too old. Install Node ${oldestNode} or later.\n`,
  );
  process.exitCode = 2;
} else {
  // The bundle is in `dist/` of the package, beside `docs/`.
  const findingsPage = join(import.meta.dirname, '../docs/findings.md');
  await runProgram(packedCommands, process.cwd(), findingsPage);
}
