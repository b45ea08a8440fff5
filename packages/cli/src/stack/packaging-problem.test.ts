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
      'Cannot parse "/repository/.hopwise/service-tjn9HY/services/a/role.yml" (13:3)',
    );
    expect(packagingProblem(yaml)).toBe('Cannot parse "services/a/role.yml" (13:3)');
  });
});
