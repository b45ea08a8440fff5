import { describe, expect, it } from '@jest/globals';
import { findFolderPairs } from './folder-pairs.ts';
import { type ImportEdge, readImportGraph } from './import-graph.ts';
import { importsTestSupport, isDevelopmentFile } from './test-support.ts';

const graph = readImportGraph();
const show = ({ from, line, to }: ImportEdge): string => `${from}:${line} → ${to}`;
const workspaceOf = (file: string): string => file.split('/', 2).join('/');

describe('the imports of the repository', () => {
  it('are found', () => {
    expect(graph.length).toBeGreaterThan(1000);
  });

  it('never connect two folders in both directions', () => {
    const edges = graph.filter(
      (edge) => !(isDevelopmentFile(edge.from) && importsTestSupport(edge)),
    );
    const pairs = findFolderPairs(edges).map(({ folders, imports }) => ({
      pair: folders.join(' ⇄ '),
      imports: imports.map(show),
    }));
    expect(pairs).toEqual([]);
  });

  it('use test support only in tests, benchmarks and scripts', () => {
    const edges = graph.filter((edge) => importsTestSupport(edge) && !isDevelopmentFile(edge.from));
    expect(edges.map(show)).toEqual([]);
  });

  it('never go from one workspace to the benchmark of another', () => {
    const edges = graph.filter(
      ({ from, to }) => to.includes('/bench/') && workspaceOf(from) !== workspaceOf(to),
    );
    expect(edges.map(show)).toEqual([]);
  });

  it('never go from a package to a service', () => {
    const edges = graph.filter(
      ({ from, to }) => from.startsWith('packages/') && to.startsWith('services/'),
    );
    expect(edges.map(show)).toEqual([]);
  });
});
