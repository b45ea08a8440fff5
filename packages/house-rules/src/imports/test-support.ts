import type { ImportEdge } from './import-graph.ts';

/** Whether a file is only for tests, benchmarks or scripts, and is never deployed. */
export const isDevelopmentFile = (file: string): boolean =>
  /\.(?:test|browser)\.tsx?$|\/(?:testing|bench|browser-tests|lighthouse|scripts)\//.test(file);

/** Whether the imported file is in a workspace's `testing` or `bench` folder. */
export const importsTestSupport = ({ to }: ImportEdge): boolean =>
  /^[^/]+\/[^/]+\/(?:testing|bench)\//.test(to);
