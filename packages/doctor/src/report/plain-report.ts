import type {
  Check,
  DoctorReport,
  Finding,
  FindingSeverity,
  HopVerdict,
} from '@hopwise/contracts/finding';
import { printableLine } from '@hopwise/contracts/printable';
import { listedNames } from '@hopwise/template/listed-names';
import { type HopRow, type HopState, hopTable, verdictTable } from './hop-table.ts';

export type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan';
export type Paint = (style: Style, text: string) => string;

/** The code of a turn on the page can be one that the doctor does not report. */
type ReportedFinding = Omit<Finding, 'code'> & { readonly code: string };

export type ReportToFormat = Omit<DoctorReport, 'findings'> & {
  readonly findings: readonly ReportedFinding[];
  /** Where a person finds the explanation of the codes, if not in a clone of the repository. */
  readonly findingsPage?: string | undefined;
};

const styles: Readonly<Record<FindingSeverity, Style>> = {
  error: 'red',
  warning: 'yellow',
  note: 'cyan',
};

const lineWidth = 80;
const labelWidth = 10;

/**
 * The text of a report: the state of each hop, each finding, the skipped checks, and a summary. A character of the
 * report that would act on a terminal is shown as `\uXXXX`. The page uses it too, so this file imports nothing of Node.
 */
export const plainReport = (report: ReportToFormat, paint: Paint = plain): string =>
  [
    ...(report.hops === undefined
      ? hopLines(hopTable(report.checked), paint)
      : hopLines(verdictTable(report.hops), paint)),
    ...report.findings.flatMap((finding) => [...findingLines(finding, paint), '']),
    ...skippedLines(report.checked, paint),
    paint(isHealthy(report) ? 'green' : 'bold', sumOf(report)),
    '',
  ].join('\n');

const plain: Paint = (_style, text) => text;

const hopStyles: Readonly<Record<HopState, Style>> = {
  'not decidable': 'yellow',
  'not in this template': 'dim',
  ok: 'green',
  broken: 'red',
  'partly checked': 'yellow',
  'not checked': 'dim',
};

const hopLines = (rows: readonly HopRow[], paint: Paint): readonly string[] => {
  const lines = rows.flatMap(({ text, state, reasons = [] }) => [
    paint(hopStyles[state], printableLine(text)),
    ...reasons.flatMap((one) =>
      wrap(printableLine(one), lineWidth - reasonIndent.length).map((line) => reasonIndent + line),
    ),
  ]);
  return lines.length === 0 ? [] : [...lines, ''];
};

const reasonIndent = '     ';

const findingLines = (finding: ReportedFinding, paint: Paint): readonly string[] => {
  const { code, severity, hop, observed, expected, where, line, cure } = finding;
  const place = [
    ...(hop === null ? [] : [`hop ${hop}`]),
    ...(line === undefined ? [] : [`line ${line}`]),
    printableLine(where),
  ].join(', ');
  return [
    `${paint(styles[severity], severity)} ${paint('bold', printableLine(code))}  ${paint('dim', place)}`,
    ...labelled('observed', observed),
    ...labelled('expected', expected),
    ...labelled('cure', cure),
  ];
};

const labelled = (label: string, text: string): readonly string[] =>
  wrap(printableLine(text), lineWidth - labelWidth - 2).map(
    (line, index) => `  ${(index === 0 ? label : '').padEnd(labelWidth)}${line}`,
  );

/** Breaks a text between words. A word that is longer than a line gets its own line. */
const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
};

/** If more checks than this have the same reason, the report counts them instead of naming them. */
const manyChecks = 3;

const nameOf = ({ name }: Check): string => name;

const skippedLines = (checked: readonly Check[], paint: Paint): readonly string[] => {
  const skipped = checked.filter(({ outcome }) => outcome === 'skipped');
  if (skipped.length === 0) return [];
  const lines = [...Map.groupBy(skipped, ({ reason }) => reason)].flatMap(([reason, checks]) => {
    const names = checks.length > manyChecks ? [`${checks.length} checks`] : checks.map(nameOf);
    return names.map((name) => printableLine(reason === undefined ? name : `${name}: ${reason}`));
  });
  return [paint('dim', 'Not checked:'), ...lines.map((line) => paint('dim', `  ${line}`)), ''];
};

const isHealthy = ({ findings, hops = [] }: ReportToFormat): boolean =>
  findings.length === 0 && hops.every(({ verdict }) => verdict === 'ok' || verdict === 'absent');

const sumOf = (report: ReportToFormat): string => {
  const { target, checked, findings, hops = [], findingsPage = 'docs/findings.md' } = report;
  const examined = printableLine(target);
  const done = checked.filter(({ outcome }) => outcome !== 'skipped').length;
  const checks = `${done} ${done === 1 ? 'check' : 'checks'}`;
  if (findings.length === 0) return `${examined}: no findings in ${checks}${undecidedIn(hops)}.`;
  const counts = (['error', 'warning', 'note'] as const)
    .map(
      (severity) => [severity, findings.filter((one) => one.severity === severity).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}${count === 1 ? '' : 's'}`);
  return `${examined}: ${counts.join(', ')} in ${checks}${undecidedIn(hops)}. ${findingsPage} explains each code.`;
};

const undecidedIn = (hops: readonly HopVerdict[]): string => {
  const found = hops.filter(({ verdict }) => verdict === 'undecidable').map(({ hop }) => hop);
  if (hops.every(({ verdict }) => verdict === 'absent') && hops.length > 0) {
    return '; the template contains no hop';
  }
  if (found.length === 0) return '';
  const names = listedNames(found.map(String), found.length);
  return found.length === 1
    ? `; hop ${names} is not decidable`
    : `; hops ${names} are not decidable`;
};
