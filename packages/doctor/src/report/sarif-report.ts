import type { DoctorReport, Finding } from '@hopwise/contracts/finding';

/** A SARIF log, as code scanning services read it. */
export type SarifLog = {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly unknown[];
};

const helpBase = 'docs/findings.md';

/**
 * A report as SARIF 2.1.0, one result for each finding, with the resource as logical location.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarifReport = (report: DoctorReport): SarifLog => {
  const codes = [...new Set(report.findings.map(({ code }) => code))];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'hopwise doctor', rules: codes.map(ruleOf) } },
        results: report.findings.map((finding) => resultOf(finding, { report, codes })),
      },
    ],
  };
};

const ruleOf = (code: string) => ({
  id: code,
  help: { text: `See ${helpBase}#${code.toLowerCase()}.` },
});

type Context = { readonly report: DoctorReport; readonly codes: readonly string[] };

const resultOf = (finding: Finding, { report, codes }: Context) => {
  const { code, severity, hop, observed, expected, where, cure } = finding;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: `${observed} Expected: ${expected} Cure: ${cure}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(report.target) } },
        logicalLocations: [{ fullyQualifiedName: where }],
      },
    ],
    properties: { hop },
  };
};

/** Paths of Windows and spaces are no URI references. */
const uriOf = (target: string): string => encodeURI(target.replaceAll('\\', '/'));
