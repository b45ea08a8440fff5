import * as z from 'zod/mini';

type Row = Readonly<Record<string, unknown>>;

type ListForm = {
  /** Member of the result with the rows. */
  readonly member: string;
  /** Members of a row, each a column. */
  readonly columns: readonly string[];
};

/** The lists that the tools return, and what to show of each. A result with several lists shows the first of these. */
const listForms: readonly ListForm[] = [
  { member: 'findings', columns: ['severity', 'resource', 'title'] },
  { member: 'priorities', columns: ['rank', 'severity', 'name', 'finding'] },
  { member: 'resources', columns: ['worstSeverity', 'findings', 'name', 'worstFinding'] },
  { member: 'grants', columns: ['principal', 'condition', 'actions'] },
  { member: 'byService', columns: ['service', 'status', 'total', 'critical', 'high'] },
  {
    member: 'services',
    columns: ['service', 'status', 'activeFindings', 'critical', 'high'],
  },
];

const object = z.record(z.string(), z.unknown());
const list = z.array(object);
const explanation = z.object({
  problem: z.string(),
  risk: z.string(),
  remediation: z.array(z.string()),
});

/** More rows do not fit on a screen together with the hops. */
const maxRows = 10;

/**
 * The data of a tool's result as lines for a terminal: the first rows of its list, or an explanation. Empty for a result of
 * another form. The texts are the tool's, so the caller escapes them.
 */
export const resultLines = (result: unknown): readonly string[] => {
  const body = object.safeParse(result).data ?? {};
  const explained = explanation.safeParse(body).data;
  if (explained !== undefined) return explanationLines(explained);
  const lists = listForms.map((form) => ({
    form,
    rows: list.safeParse(body[form.member]).data ?? [],
  }));
  const found = lists.find(({ rows }) => rows.length > 0);
  if (found === undefined) return [];
  const { form, rows } = found;
  const shown = rows.slice(0, maxRows);
  const total =
    typeof body.total === 'number' && form.member !== 'byService' ? body.total : rows.length;
  const more = total > shown.length ? [`… ${total - shown.length} more`] : [];
  return [...tableLines(shown, form.columns), ...more];
};

const explanationLines = ({ problem, risk, remediation }: z.infer<typeof explanation>) => [
  problem,
  risk,
  ...remediation.map((step, index) => `${index + 1}. ${step}`),
];

/** Columns are as wide as their widest text, up to a limit. The last one is neither cut nor padded. */
const tableLines = (rows: readonly Row[], columns: readonly string[]): readonly string[] => {
  const cells = rows.map((row) =>
    columns.map((column, index) => {
      const text = textOf(row, column);
      return index === columns.length - 1 ? text : cut(text);
    }),
  );
  const widths = columns.map((_, index) =>
    Math.max(...cells.map((row) => row[index]?.length ?? 0)),
  );
  return cells.map((row) =>
    row
      .map((text, index) => (index === row.length - 1 ? text : text.padEnd(widths[index] ?? 0)))
      .join('  '),
  );
};

const widest = 40;

/** The text of a cell on one line. A resource is named without the rest of its ARN. */
const textOf = (row: Row, column: string): string => {
  const value = row[column];
  if (typeof value !== 'string' && typeof value !== 'number') return '-';
  const text = String(value).replaceAll(/\s+/g, ' ');
  return column === 'resource' && text.startsWith('arn:')
    ? (text.split(/[:/]/).at(-1) ?? text)
    : text;
};

const cut = (text: string): string =>
  text.length <= widest ? text : `${text.slice(0, widest - 1).toWellFormed()}…`;
