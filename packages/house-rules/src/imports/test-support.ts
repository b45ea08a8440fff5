import type { ImportEdge } from './import-graph.ts';

/** Whether a file is for tests, benchmarks and scripts only, and ships with nothing. */
export const isDevelopmentFile = (file: string): boolean =>
  /\.(?:test|browser)\.tsx?$|\/(?:testing|bench|browser-tests|scripts)\//.test(file);

/** Whether an import reaches into a workspace's `testing` or `bench` folder. */
export const importsTestSupport = ({ to }: ImportEdge): boolean =>
  /^[^/]+\/[^/]+\/(?:testing|bench)\//.test(to);
