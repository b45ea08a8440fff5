import { loadChain } from '@hopwise/chain/chain';
import type { DoctorReport, Finding, HopVerdict } from '@hopwise/contracts/finding';
import {
  readTemplateWithLines,
  type TemplateWithLines,
} from '@hopwise/template/read-template-with-lines';
import { createStepBudget, type StepBudget } from '@hopwise/template/step-budget';
import { type TemplateModel, templateModel } from '@hopwise/template/template-model';
import { atSource } from './at-source.ts';
import { type Code, catalogue } from './catalogue/catalogue.ts';
import type { CatalogueEntry } from './catalogue/entries/catalogue-entry.ts';
import { wordFinding } from './catalogue/word-finding.ts';
import { rules } from './rules/rules.ts';
import { keyRepeated, placeOf } from './sources/key-repeated.ts';
import type { SourceFile } from './sources/source-file.ts';
import { applySuppressions } from './suppressions.ts';
import { hopVerdicts } from './verdicts/hop-verdicts.ts';
import {
  inAccount,
  inWrittenPlace,
  type WrittenPlace,
  writtenPlace,
} from './verdicts/in-written-place.ts';

export type TemplateToDiagnose = {
  /** The template in JSON or YAML. */
  readonly text: string;
  /** Name in the report and in errors, for instance the path. */
  readonly name: string;
  /** The files from which the template was packaged, if known: see `readSourceFiles`. */
  readonly sources?: readonly SourceFile[];
  /** Values for parameters of the template. A parameter without a value has its default. */
  readonly parameters?: Readonly<Record<string, string>>;
};

/**
 * Examines a CloudFormation template from Serverless, SAM, CDK or any other source. Findings are sorted by severity, then
 * by hop, and include their lines.
 *
 * @throws TemplateUnreadableError if the text is empty, malformed, too large, cyclic, or not a template, or if `parameters`
 * has a name that the template does not declare
 */
export const diagnoseTemplate = async (template: TemplateToDiagnose): Promise<DoctorReport> => {
  const budget = createStepBudget(template.name);
  const read = await readTemplateWithLines(template.text, template.name, budget);
  const report = await reportOn(template, read, budget);
  return { ...report, findings: withLines(report.findings, read) };
};

/** Wording, sorting and printing one fact. Nobody reads the 50,000 findings that the budget allows. */
const stepsPerFact = 100;

/** Like `diagnoseTemplate`, but without lines. For a template whose source text the caller does not have. */
export const examineTemplate = async (template: TemplateToDiagnose): Promise<DoctorReport> => {
  const budget = createStepBudget(template.name);
  const read = await readTemplateWithLines(template.text, template.name, budget);
  return reportOn(template, read, budget);
};

const reportOn = async (
  { name, sources, parameters = {} }: TemplateToDiagnose,
  { template, repeatedKeys }: TemplateWithLines,
  budget: StepBudget,
): Promise<DoctorReport> => {
  const model = templateModel(template, name, { parameters, budget });
  await loadChain(model);
  const results = await Promise.all(
    rules.map(async ([code, look]) => [code, atSource(await look(model), model)] as const),
  );
  results.push(['KEY_REPEATED', repeatedKeys.map(keyRepeated)]);
  budget.spend(stepsPerFact * results.flatMap(([, found]) => found).length);
  if (sources) {
    // Loads the YAML library.
    const { keyDuplicated } = await import('./sources/key-duplicated.ts');
    results.push(['KEY_DUPLICATED', keyDuplicated(sources)]);
  }
  const facts = applySuppressions(
    results.flatMap(([, found]) => found),
    model,
  );
  const left = new Set(facts);
  const findings = inOrder(facts.map(wordFinding));
  return {
    target: name,
    checked: results.map(([code, found]) => ({
      name: checkNameOf(code),
      hop: null,
      outcome: found.some((fact) => left.has(fact)) ? 'failed' : 'passed',
    })),
    findings,
    hops: await verdictsOf(model, findings, ({ region, account }) =>
      templateModel(inAccount(template, account), name, {
        parameters: { ...(region && { 'AWS::Region': region }), ...parameters },
        budget,
      }),
    ),
  };
};

/** The verdicts of a template. What depends on the Region or the account is decided for those that the template writes. */
const verdictsOf = async (
  model: TemplateModel,
  findings: readonly Finding[],
  modelIn: (place: WrittenPlace) => TemplateModel,
): Promise<HopVerdict[]> => {
  const verdicts = hopVerdicts(model, findings);
  const isOpen = verdicts.some(({ verdict }) => verdict === 'undecidable');
  const place = isOpen ? writtenPlace(model) : {};
  if (Object.keys(place).length === 0) return verdicts;
  const there = modelIn(place);
  await loadChain(there);
  return inWrittenPlace(verdicts, hopVerdicts(there, findings), place);
};

/** Finding lines is work, so it is skipped when there are no findings. */
const withLines = (
  findings: readonly Finding[],
  { lineFinder, repeatedKeys }: TemplateWithLines,
): Finding[] => {
  if (findings.length === 0) return [];
  const lineOf = lineFinder();
  const ofKeys = new Map(repeatedKeys.map((one) => [placeOf(one), one.second]));
  return findings.map((finding) => {
    const line = ofKeys.get(finding.where) ?? lineOf(finding.where);
    return line === undefined ? finding : { ...finding, line };
  });
};

const checkNameOf = (code: Code): string => {
  const { template }: CatalogueEntry<never> = catalogue[code];
  return template?.check ?? code;
};

const severities = ['error', 'warning', 'note'];

/** Findings without a hop come last. */
const hopRank = ({ hop }: Finding): number => hop ?? Number.POSITIVE_INFINITY;

const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort(
    (left, right) =>
      severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
      (hopRank(left) === hopRank(right) ? 0 : hopRank(left) - hopRank(right)),
  );
