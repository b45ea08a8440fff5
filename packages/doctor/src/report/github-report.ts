import type { DoctorReport, Finding, FindingSeverity } from '@hopwise/contracts/finding';

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
    `hopwise doctor: ${report.findings.length} findings in ${done} checks.`,
    '',
  ].join('\n');
};

const annotation = (finding: Finding, templatePath: string | undefined): string => {
  const { code, severity, hop, line, where, observed, expected, cure } = finding;
  const properties = {
    ...(templatePath !== undefined && { file: templatePath.replaceAll('\\', '/') }),
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
