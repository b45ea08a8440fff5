import type { ImportEdge } from './import-graph.ts';

/** Two folders of which each imports the other, with one import of each. */
export type FolderPair = { folders: [string, string]; imports: [ImportEdge, ImportEdge] };

/** The two folders side by side in which an import begins and ends; `undefined` where one holds the other. */
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
