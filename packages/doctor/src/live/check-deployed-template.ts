import type { Check, Finding } from '@hopwise/contracts/finding';
import { examineTemplate } from '../diagnose-template.ts';
import { reasonOf } from './run-check.ts';
import { type Diagnosis, type DiagnosisOptions, skippedAfter } from './run-checks.ts';
import type { LiveCheck } from './stack/live-check.ts';

type CheckedTemplate = { readonly check: Check; readonly findings: readonly Finding[] };

/**
 * Applies the static rules to the deployed templates. They find mistakes that do not break a hop yet. If a hop is broken,
 * the templates are skipped, so that the report shows only that hop.
 */
export const checkDeployedTemplate = async (
  diagnosis: Diagnosis,
  broken: LiveCheck | undefined,
  { onCheck }: DiagnosisOptions,
): Promise<CheckedTemplate> => {
  const name = 'static rules on the deployed template';
  if (broken) return skipped(name, skippedAfter(broken));
  onCheck?.(name);
  try {
    const findings = await findingsInTemplates(diagnosis);
    const outcome = findings.length === 0 ? 'passed' : 'failed';
    return { check: { name, hop: null, outcome }, findings };
  } catch (error) {
    return skipped(name, reasonOf(error, diagnosis));
  }
};

const skipped = (name: string, reason: string): CheckedTemplate => ({
  check: { name, hop: null, outcome: 'skipped', reason },
  findings: [],
});

const findingsInTemplates = async ({ stack: { stacks } }: Diagnosis): Promise<readonly Finding[]> =>
  (
    await Promise.all(
      stacks.map(({ stackName: name, template: text, parameters }) =>
        examineTemplate({ text, name, parameters }),
      ),
    )
  ).flatMap(({ findings }) => findings);
