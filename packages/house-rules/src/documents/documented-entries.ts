const cellsOf = (row: string): string[] =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

const inlineCode = /^`([^`]+)`$/;

/** The rows below each table header whose first cell is `entry` or `entry point`. */
const entryRows = (markdown: string): string[] => {
  const lines = markdown.split('\n');
  return lines.flatMap((line, index) => {
    if (!/^\|\s*entry(?: point)?\s*\|/i.test(line)) {
      return [];
    }
    const rows = lines.slice(index + 2);
    const end = rows.findIndex((row) => !row.startsWith('|'));
    return end < 0 ? rows : rows.slice(0, end);
  });
};

/**
 * The entries that a package's README documents: the first cells of the tables with the header `entry`.
 * @returns subpaths as `package.json` writes them, for instance `./decide`, sorted
 */
export const documentedEntries = (markdown: string, packageName: string): string[] =>
  entryRows(markdown)
    .flatMap((row) => inlineCode.exec(cellsOf(row)[0] ?? '')?.[1] ?? [])
    .map((entry) => entry.replace(`${packageName}/`, '').replace(/^\.\//, ''))
    .map((entry) => `./${entry}`)
    .sort();
