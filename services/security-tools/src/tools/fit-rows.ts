// The proxy's answer to the agent has at most 24,000 bytes, and contains the result as JSON text inside JSON.
// The difference is for the summary, the statuses and the envelope.
const budgetBytes = 20_000;
const maxTextLength = 200;

type Row = Readonly<Record<string, unknown>>;

/** Shortens the texts of rows, then removes rows from the end until the rest fits in one answer. Ids stay whole. */
export const fitRows = (rows: readonly Row[]): readonly Row[] => {
  const fitting: Row[] = [];
  let size = 0;
  for (const row of rows) {
    const short = shortened(row);
    size += Buffer.byteLength(JSON.stringify(JSON.stringify(short)));
    if (size > budgetBytes) break;
    fitting.push(short);
  }
  return fitting;
};

const shortened = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' && !/id$/i.test(name) ? shorten(value) : value,
    ]),
  );

const shorten = (text: string): string =>
  text.length <= maxTextLength ? text : `${text.slice(0, maxTextLength - 1).toWellFormed()}…`;
