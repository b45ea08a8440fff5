import { PackagingError } from '@hopwise/local-stack/packaging/package-service';
import { describe, expect, it } from '@jest/globals';
import { packagingProblem } from './packaging-problem.ts';

describe('packagingProblem', () => {
  it('keeps the lines that say what is wrong, with paths from the service directory', () => {
    const error = new PackagingError(
      `serverless package --stage local failed (exit 1).
Packaging hopwise for stage local (us-east-1)
✘ [ERROR] Expected identifier but found "="

    ../../services/web-api/src/handler.ts:22:33:

Environment: linux, node 24.21.0, osls 4.3.1 (local)
Docs:        github.com/oss-serverless/osls

Error:
Error: Build failed with 1 error:
    at failureErrorWithLog (/x/node_modules/esbuild/lib/main.js:1752:15)`,
    );
    expect(packagingProblem(error)).toBe(`✘ [ERROR] Expected identifier but found "="
    services/web-api/src/handler.ts:22:33:
Error: Build failed with 1 error:`);
    const yaml = new PackagingError(
      'Cannot parse "/repository/.hopwise/service-hopwise-0a1b-2c3-4d5e6f-tjn9HY/services/a/role.yml" (13:3)',
    );
    expect(packagingProblem(yaml)).toBe('Cannot parse "services/a/role.yml" (13:3)');
  });

  it('starts a long output at the first error', () => {
    const errorOf = (index: number) =>
      `✘ [ERROR] Could not resolve "./missing-${index}.ts"\n\n    a.ts:1:7:`;
    const errors = Array.from({ length: 20 }, (_, index) => errorOf(index)).join('\n\n');
    const lines = packagingProblem(
      new PackagingError(`▲ [WARNING] Unused import\n\n${errors}\n\nError:\nBuild failed`),
    ).split('\n');
    expect(lines[0]).toBe('✘ [ERROR] Could not resolve "./missing-0.ts"');
    expect(lines).toHaveLength(13);
    expect(lines.at(-1)).toBe('… and 29 more lines.');
  });

  it('starts at the error of the deploy tool', () => {
    const output = `Packaging hopwise\n${'warning\n'.repeat(30)}Error:\nCannot resolve "\${x}"\n`;
    expect(packagingProblem(new PackagingError(output))).toBe('Cannot resolve "${x}"');
  });

  it('keeps the end of an output without a marked error', () => {
    const lines = packagingProblem(new PackagingError(`${'line\n'.repeat(30)}the reason`));
    expect(lines.split('\n')).toHaveLength(12);
    expect(lines).toMatch(/the reason$/);
  });
});
