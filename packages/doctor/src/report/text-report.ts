import { styleText } from 'node:util';
import type { Check, DoctorReport, Finding, FindingSeverity } from '@hopwise/contracts/finding';

type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan';
type Paint = (style: Style, text: string) => string;

const styles: Readonly<Record<FindingSeverity, Style>> = {
  error: 'red',
  warning: 'yellow',
  note: 'cyan',
};

const lineWidth = 80;
const labelWidth = 10;

/** A report for a person: each finding with what was observed, expected and is to be changed, then the sum. */
export const textReport = (report: DoctorReport, colour: boolean): string => {
  const paint: Paint = (style, text) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  return [
    ...report.findings.flatMap((finding) => [...findingLines(finding, paint), '']),
    ...skippedLines(report.checked, paint),
    paint(report.findings.length === 0 ? 'green' : 'bold', sumOf(report)),
    '',
  ].join('\n');
};

const findingLines = (finding: Finding, paint: Paint): readonly string[] => {
  const { code, severity, hop, observed, expected, where, cure } = finding;
  const place = hop === null ? where : `hop ${hop}, ${where}`;
  return [
    `${paint(styles[severity], severity)} ${paint('bold', code)}  ${paint('dim', place)}`,
    ...labelled('observed', observed),
    ...labelled('expected', expected),
    ...labelled('cure', cure),
  ];
};

const labelled = (label: string, text: string): readonly string[] =>
  wrap(text, lineWidth - labelWidth - 2).map(
    (line, index) => `  ${(index === 0 ? label : '').padEnd(labelWidth)}${line}`,
  );

/** Breaks a text between words. A word that is longer than a line stands alone. */
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

const skippedLines = (checked: readonly Check[], paint: Paint): readonly string[] => {
  const skipped = checked.filter(({ outcome }) => outcome === 'skipped');
  if (skipped.length === 0) return [];
  const lines = skipped.map(
    ({ name, reason }) => `  ${name}${reason === undefined ? '' : `: ${reason}`}`,
  );
  return [paint('dim', 'Not checked:'), ...lines.map((line) => paint('dim', line)), ''];
};

const sumOf = ({ target, checked, findings }: DoctorReport): string => {
  const done = checked.filter(({ outcome }) => outcome !== 'skipped').length;
  const checks = `${done} ${done === 1 ? 'check' : 'checks'}`;
  if (findings.length === 0) return `${target}: nothing found in ${checks}.`;
  const counts = (['error', 'warning', 'note'] as const)
    .map(
      (severity) => [severity, findings.filter((one) => one.severity === severity).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}${count === 1 ? '' : 's'}`);
  return `${target}: ${counts.join(', ')} in ${checks}. docs/findings.md explains each code.`;
};
