/** A decision record as the index lists it; `status` is the first word of the record's status. */
export type Decision = {
  readonly file: string;
  readonly date: string;
  readonly title: string;
  readonly status: string;
};

/** Reads title, date and status of a decision record. A missing part is an empty string. */
export const readDecision = (file: string, markdown: string): Decision => ({
  file,
  title: /^# (.+)$/m.exec(markdown)?.[1] ?? '',
  date: /^Date: (\d{4}-\d{2}-\d{2})\. /m.exec(markdown)?.[1] ?? '',
  status: /^Date: .* Status: (\w+)/m.exec(markdown)?.[1] ?? '',
});

/** Reads the rows `| date | [title](file) | status |` of the index. */
export const readDecisionIndex = (markdown: string): Decision[] =>
  [...markdown.matchAll(/^\| *(\S+) *\| *\[(.+?)\]\((\S+?)\) *\| *(\w+) *\|/gm)].map(
    ([, date = '', title = '', file = '', status = '']) => ({ file, date, title, status }),
  );
