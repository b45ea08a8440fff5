import type { ImportEdge } from './import-graph.ts';

/** Two folders that import each other, with one import from each. */
export type FolderPair = {
  readonly folders: [string, string];
  readonly imports: [ImportEdge, ImportEdge];
};

/** The two sibling folders that an import connects; `undefined` if one contains the other. */
const foldersOf = ({ from, to }: ImportEdge): [string, string] | undefined => {
  const [start, end] = [from.split('/'), to.split('/')];
  const depth = start.findIndex((part, index) => part !== end[index]);
  const isInFolder = (path: string[]) => depth >= 0 && depth < path.length - 1;
  return isInFolder(start) && isInFolder(end)
    ? [start.slice(0, depth + 1).join('/'), end.slice(0, depth + 1).join('/')]
    : undefined;
};

/** Finds the folders, at any depth, that import each other. */
export const findFolderPairs = (edges: ImportEdge[]): FolderPair[] => {
  const first = new Map<string, ImportEdge>();
  for (const edge of edges) {
    const key = foldersOf(edge)?.join(' ');
    if (key && !first.has(key)) {
      first.set(key, edge);
    }
  }
  return [...first].flatMap(([key, edge]) => {
    const [a = '', b = ''] = key.split(' ');
    const back = first.get(`${b} ${a}`);
    return back && a < b ? [{ folders: [a, b], imports: [edge, back] } as FolderPair] : [];
  });
};
