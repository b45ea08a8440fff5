import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DoctorReport, Finding } from '@hopwise/contracts/finding';
import manifest from '../../package.json' with { type: 'json' };
import { catalogue } from '../catalogue/catalogue.ts';
import type { CatalogueEntry } from '../catalogue/entries/catalogue-entry.ts';

/** A SARIF log for code scanning services. */
export type SarifLog = {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly unknown[];
};

const { version, homepage } = manifest;

/** The page of the codes, as the npm package has it. */
const findingsPage = `https://unpkg.com/hopwise@${version}/docs/findings.md`;

/**
 * Formats a report as SARIF 2.1.0, with one result for each finding. The resource is the logical location. The path of a
 * template is the physical location; a stack has no physical location.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarifReport = (report: DoctorReport, templatePath?: string): SarifLog => {
  const codes = [...new Set(report.findings.map(({ code }) => code))];
  const driver = {
    name: 'hopwise doctor',
    version,
    semanticVersion: version,
    informationUri: homepage,
    rules: codes.map(ruleOf),
  };
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver },
        columnKind: 'utf16CodeUnits',
        results: report.findings.map((finding) => resultOf(finding, { codes, templatePath })),
        ...(report.hops !== undefined && { properties: { hops: report.hops } }),
      },
    ],
  };
};

const ruleOf = (code: Finding['code']) => {
  const { meaning, why, cure, generalCure, severity }: CatalogueEntry<never> = catalogue[code];
  const general = generalCure ?? cure;
  const help = [meaning, why, ...(typeof general === 'string' ? [`Cure: ${general}`] : [])];
  return {
    id: code,
    shortDescription: { text: withoutMarkup(meaning) },
    fullDescription: { text: withoutMarkup(`${meaning} ${why}`) },
    help: { text: withoutMarkup(help.join(' ')), markdown: help.join('\n\n') },
    helpUri: `${findingsPage}#${code.toLowerCase()}`,
    defaultConfiguration: { level: severity },
  };
};

/** The texts of the catalogue have inline code, and no other markup. */
const withoutMarkup = (markdown: string): string => markdown.replaceAll('`', '');

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
            artifactLocation: artifactOf(templatePath),
            // Code scanning shows only results with a line.
            region: { startLine: line ?? 1 },
          },
        }),
        logicalLocations: [{ fullyQualifiedName: where }],
      },
    ],
    partialFingerprints: { 'finding/v1': fingerprintOf(finding) },
    properties: { hop },
  };
};

/** Equal for the same finding in another version of the template, also if its line is another. */
const fingerprintOf = ({ code, where, observed }: Finding): string =>
  createHash('sha256')
    .update(JSON.stringify([code, where, observed]))
    .digest('hex');

/** A viewer makes a link of `[text](address)` in a message (SARIF 2.1.0, section 3.11.6). */
const plainText = (text: string): string => text.replaceAll(/[\\[\]]/g, '\\$&');

/** Windows paths and spaces are not valid in a URI reference. A relative reference must not begin with a slash. */
const artifactOf = (path: string) => {
  if (isAbsolute(path)) return { uri: pathToFileURL(path).href };
  const segments = path.split(/[\\/]/);
  return { uri: segments.map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
};
