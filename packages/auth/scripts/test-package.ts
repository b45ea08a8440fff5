import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { packageFindings } from './package-contents.ts';
import { createPackedProject } from './packed-project.ts';
import { runReadmeExample } from './readme-example.ts';

const check = (tool: string, ...args: string[]): void => {
  const binary = join(import.meta.dirname, '../release-checks/node_modules/.bin', tool);
  execFileSync(binary, args, { stdio: 'inherit' });
};

const project = createPackedProject();
try {
  const findings = packageFindings(join(project.folder, 'node_modules/@hopwise/auth'));
  if (findings.length > 0) throw new Error(findings.join('\n'));
  check('publint', '--strict', project.tarball);
  check('attw', '--profile', 'esm-only', '--format', 'ascii', '--no-color', project.tarball);
  await runReadmeExample(project);
  process.stdout.write('The packed package installs, and its README example runs.\n');
} finally {
  project.remove();
}
