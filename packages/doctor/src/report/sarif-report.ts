import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DoctorReport, Finding } from '@hopwise/contracts/finding';
import manifest from '../../package.json' with { type: 'json' };

/** A SARIF log for code scanning services. */
export type SarifLog = {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly unknown[];
};

const { version } = manifest;

const helpBase = 'docs/findings.md';

/**
 * Formats a report as SARIF 2.1.0, with one result for each finding. The resource is the logical location. The path of a
 * template is the physical location; a stack has no physical location.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarifReport = (report: DoctorReport, templatePath?: string): SarifLog => {
  const codes = [...new Set(report.findings.map(({ code }) => code))];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'hopwise doctor', version, rules: codes.map(ruleOf) } },
        results: report.findings.map((finding) => resultOf(finding, { codes, templatePath })),
        ...(report.hops !== undefined && { properties: { hops: report.hops } }),
      },
    ],
  };
};

const ruleOf = (code: string) => ({
  id: code,
  help: { text: `See ${helpBase}#${code.toLowerCase()}.` },
});

type Context = { readonly codes: readonly string[]; readonly templatePath: string | undefined };

const resultOf = (finding: Finding, { codes, templatePath }: Context) => {
  const { code, severity, hop, observed, expected, where, line, cure } = finding;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: plainText(`${observed} Expected: ${expected} Cure: ${cure}`) },
    locations: [
      {
        ...(templatePath !== undefined && {
          physicalLocation: {
            artifactLocation: { uri: uriOf(templatePath) },
            ...(line !== undefined && { region: { startLine: line } }),
          },
        }),
        logicalLocations: [{ fullyQualifiedName: where }],
      },
    ],
    properties: { hop },
  };
};

/** A viewer makes a link of `[text](address)` in a message (SARIF 2.1.0, section 3.11.6). */
const plainText = (text: string): string => text.replaceAll(/[\\[\]]/g, '\\$&');

/** Windows paths and spaces are not valid in a URI reference. A relative reference must not begin with a slash. */
const uriOf = (path: string): string =>
  isAbsolute(path) ? pathToFileURL(path).href : encodeURI(path.replaceAll('\\', '/'));
