import type { DoctorReport, Finding } from '@hopwise/contracts/finding';
import { rules } from './rules/rules.ts';
import { keyDuplicated } from './sources/key-duplicated.ts';
import type { SourceFile } from './sources/source-file.ts';
import { applySuppressions } from './suppressions.ts';
import { createLineFinder } from './template/line-finder.ts';
import { readTemplate } from './template/read-template.ts';
import { templateModel } from './template/template-model.ts';
import { wordFinding } from './wording/word-finding.ts';

export type TemplateToDiagnose = {
  /** The template in JSON or YAML. */
  readonly text: string;
  /** How the report and errors call it, for instance its path. */
  readonly name: string;
  /** What it was packaged from, where that is known: see `readSourceFiles`. */
  readonly sources?: readonly SourceFile[];
};

/**
 * Examines a CloudFormation template, whoever wrote it: Serverless, SAM, CDK, or hands. Findings stand in the
 * order of how bad they are, then of their hops, and say their lines.
 *
 * @throws TemplateUnreadableError empty, malformed, too large, cyclic, or no template
 */
export const diagnoseTemplate = async (template: TemplateToDiagnose): Promise<DoctorReport> => {
  const report = await examineTemplate(template);
  return { ...report, findings: withLines(report.findings, template.text) };
};

/** The same without lines, for a text that nobody has before them. */
export const examineTemplate = async ({
  text,
  name,
  sources,
}: TemplateToDiagnose): Promise<DoctorReport> => {
  const model = templateModel(readTemplate(text, name), name);
  const results = await Promise.all(
    Object.entries(rules).map(async ([rule, look]) => [rule, await look(model)] as const),
  );
  if (sources) results.push(['keys of the included files', keyDuplicated(sources)]);
  const facts = applySuppressions(
    results.flatMap(([, found]) => found),
    model,
  );
  return {
    target: name,
    checked: results.map(([rule, found]) => ({
      ...{ name: rule, hop: null },
      outcome: found.some((fact) => facts.includes(fact)) ? 'failed' : 'passed',
    })),
    findings: inOrder(facts.map(wordFinding)),
  };
};

/** Reads the text once more, for its lines, where there is something to point at. */
const withLines = (findings: readonly Finding[], text: string): Finding[] => {
  if (findings.length === 0) return [];
  const lineOf = createLineFinder(text);
  return findings.map((finding) => {
    const line = lineOf(finding.where);
    return line === undefined ? finding : { ...finding, line };
  });
};

const severities = ['error', 'warning', 'note'];

/** No hop stands behind every hop. */
const hopRank = ({ hop }: Finding): number => hop ?? Number.POSITIVE_INFINITY;

const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort(
    (left, right) =>
      severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
      (hopRank(left) === hopRank(right) ? 0 : hopRank(left) - hopRank(right)),
  );
