type Row = Readonly<Record<string, unknown>>;
type Scalar = string | number | boolean | null;

const maxDepth = 4;

/** Converts a JSON object to Markdown. A list of objects becomes a table, and other members a list. */
export const markdownOf = (value: Row, depth = 0): string => {
  const members = Object.entries(value).filter(([, one]) => !isEmpty(one));
  const plain = members
    .filter(([, one]) => isScalar(one))
    .map(([name, one]) => `- ${lineStart(titleOf(name))}: ${inline(one)}`);
  const nested = members
    .filter(([, one]) => !isScalar(one))
    .map(([name, one]) => `**${titleOf(name)}**\n\n${blockOf(one, depth + 1)}`);
  return [plain.join('\n'), ...nested].filter((part) => part !== '').join('\n\n');
};

const blockOf = (value: unknown, depth: number): string => {
  if (Array.isArray(value)) {
    const rows = value.filter(isObject);
    return rows.length === value.length
      ? tableOf(rows)
      : value.map((one) => `- ${itemOf(one)}`).join('\n');
  }
  return isObject(value) && depth < maxDepth ? markdownOf(value, depth) : inline(value);
};

const tableOf = (rows: readonly Row[]): string => {
  const all = [...new Set(rows.flatMap(Object.keys))];
  const differing = all.filter((column) => !isSameInEveryRow(column, rows));
  const columns = differing.length > 0 ? differing : all;
  const sameColumns = all.filter((column) => !columns.includes(column));
  const lines = [
    columns.map((column) => inCell(titleOf(column))),
    columns.map(() => '---'),
    ...rows.map((row) => columns.map((column) => cell(own(row, column)))),
  ].map((cells) => `| ${cells.join(' | ')} |`);
  const once = sameColumns.map(
    (column) => `${titleOf(column)} ${inline(own(rows[0] ?? {}, column))}`,
  );
  return [lines.join('\n'), ...(once.length > 0 ? [`In every row: ${once.join(', ')}.`] : [])].join(
    '\n\n',
  );
};

/** A value that is the same in every row appears once, below the table. */
const isSameInEveryRow = (column: string, rows: readonly Row[]): boolean => {
  const [first, ...others] = rows.map((row) => own(row, column));
  return others.length > 1 && isScalar(first) && others.every((value) => value === first);
};

/** Not a member that every object has, such as `constructor`. */
const own = (row: Row, name: string): unknown => (Object.hasOwn(row, name) ? row[name] : undefined);

const cell = (value: unknown): string =>
  value === undefined || value === null ? '' : inCell(inline(value));

const inCell = (text: string): string => text.replaceAll('|', '\\|');

const inline = (value: unknown): string =>
  literal(typeof value === 'string' ? value : JSON.stringify(value));

/**
 * Text from a tool on one line, in which no character forms a link, an image, code, emphasis, a heading or a list. An
 * address stays a link, because it shows where it leads.
 */
const literal = (text: string): string =>
  text
    .replaceAll(/\s*[\r\n]+\s*/g, ' ')
    .trim()
    .replaceAll(/[\\`*~[\]<&]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&');

/** Text that starts an item of a list. There, it could also start a heading, a quote or another list. */
const itemOf = (value: unknown): string => lineStart(inline(value));

/** Text from a tool as a paragraph, in which no character forms Markdown. */
export const paragraphOf = (text: string): string => lineStart(literal(text));

/** Lines of text from a tool, in which no character forms Markdown. */
export const linesOf = (text: string): string =>
  text
    .split(/[\r\n]+/)
    .map(paragraphOf)
    .join('\n');

/** The start of a line can form a heading (also of the line before), a quote, a list, or a table. */
const lineStart = (text: string): string =>
  text.replace(/^(?=[#>+=|:-])|(?<=^\d{1,9})(?=[.)])/, '\\');

/** `resourceType` and `resource_type` become `Resource type`. The name can come from a stranger: the key of a tag. */
const titleOf = (name: string): string => {
  const words = name
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .replaceAll(/[_-]+/g, ' ')
    .toLowerCase();
  return literal(`${words.charAt(0).toUpperCase()}${words.slice(1)}`);
};

const isScalar = (value: unknown): value is Scalar =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

const isObject = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'object' && Object.keys(value).length === 0);
