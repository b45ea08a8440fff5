import type {
  DoctorReport,
  Finding,
  FindingSeverity,
  HopVerdict,
} from '@hopwise/contracts/finding';

const commands: Readonly<Record<FindingSeverity, string>> = {
  error: 'error',
  warning: 'warning',
  note: 'notice',
};

/**
 * Formats a report as workflow commands of GitHub Actions. Each finding becomes an annotation of the template's line.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const githubReport = (report: DoctorReport, templatePath?: string): string => {
  const done = report.checked.filter(({ outcome }) => outcome !== 'skipped').length;
  const lines = report.findings.map((finding) => annotation(finding, templatePath));
  return [
    ...lines,
    ...(report.hops ?? []).flatMap((verdict) => notices(verdict, templatePath)),
    `hopwise doctor: ${counted(report.findings.length, 'finding')} in ${counted(done, 'check')}.`,
    '',
  ].join('\n');
};

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;

/** A hop that is not decidable is a notice, because it fails no check. */
const notices = (
  { hop, undecided }: HopVerdict,
  templatePath: string | undefined,
): readonly string[] => {
  if (undecided.length === 0) return [];
  const file = templatePath === undefined ? '' : `file=${property(fileOf(templatePath))},`;
  const reasons = undecided.map(({ calls, reason }) => `${calls}: ${reason}.`);
  return [`::notice ${file}title=Hop ${hop} is not decidable::${data(reasons.join('\n'))}`];
};

const fileOf = (templatePath: string): string => templatePath.replaceAll('\\', '/');

const annotation = (finding: Finding, templatePath: string | undefined): string => {
  const { code, severity, hop, line, where, observed, expected, cure } = finding;
  const properties = {
    ...(templatePath !== undefined && { file: fileOf(templatePath) }),
    ...(templatePath !== undefined && line !== undefined && { line: String(line) }),
    title: hop === null ? code : `${code} (hop ${hop})`,
  };
  const shown = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  const message = `${where}: ${observed}\nExpected: ${expected}\nCure: ${cure}`;
  return `::${commands[severity]} ${shown.join(',')}::${data(message)}`;
};

/** The runner reads a command from one line, and decodes these characters. */
const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
