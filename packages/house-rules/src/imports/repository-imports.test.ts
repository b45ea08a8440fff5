import { describe, expect, it } from '@jest/globals';
import { findFolderPairs } from './folder-pairs.ts';
import { type ImportEdge, readImportGraph } from './import-graph.ts';
import { importsTestSupport, isDevelopmentFile } from './test-support.ts';

const graph = readImportGraph();
const show = ({ from, line, to }: ImportEdge): string => `${from}:${line} → ${to}`;
const workspaceOf = (file: string): string => file.split('/', 2).join('/');

describe('the imports of the repository', () => {
  it('are read', () => {
    expect(graph.length).toBeGreaterThan(1000);
  });

  it('do not tie two folders to each other', () => {
    const edges = graph.filter(
      (edge) => !(isDevelopmentFile(edge.from) && importsTestSupport(edge)),
    );
    const pairs = findFolderPairs(edges).map(({ folders, imports }) => ({
      pair: folders.join(' ⇄ '),
      imports: imports.map(show),
    }));
    expect(pairs).toEqual([]);
  });

  it('reach test support only from tests, benchmarks and scripts', () => {
    const edges = graph.filter((edge) => importsTestSupport(edge) && !isDevelopmentFile(edge.from));
    expect(edges.map(show)).toEqual([]);
  });

  it('do not lead from one workspace into the benchmark of another', () => {
    const edges = graph.filter(
      ({ from, to }) => to.includes('/bench/') && workspaceOf(from) !== workspaceOf(to),
    );
    expect(edges.map(show)).toEqual([]);
  });

  it('do not lead from a package into a service', () => {
    const edges = graph.filter(
      ({ from, to }) => from.startsWith('packages/') && to.startsWith('services/'),
    );
    expect(edges.map(show)).toEqual([]);
  });
});
