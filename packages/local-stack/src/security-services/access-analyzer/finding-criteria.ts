import type { Criterion, GetFindingV2Response } from '@aws-sdk/client-accessanalyzer';
import { type AttributeValue, valuesAt } from '../attribute-values.ts';
import { unsupportedFilter } from '../unsupported-filter.ts';
import { invalidAnalyzerInput } from './access-analyzer-state.ts';

const external = ['findingDetails', 'externalAccessDetails'];

/**
 * The supported filter keys and the path in a finding that each one reads.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-filter-keys.html
 */
const supported: Readonly<Record<string, readonly string[]>> = {
  error: ['error'],
  findingType: ['findingType'],
  id: ['id'],
  isPublic: [...external, 'isPublic'],
  'principal.AWS': [...external, 'principal', 'AWS'],
  'principal.Federated': [...external, 'principal', 'Federated'],
  resource: ['resource'],
  resourceOwnerAccount: ['resourceOwnerAccount'],
  resourceType: ['resourceType'],
  status: ['status'],
};

/** Whether a finding meets every criterion. `eq` and `contains` match if one of their values matches. */
export const criteriaTest = (
  filter: Readonly<Record<string, Criterion>>,
): ((finding: GetFindingV2Response) => boolean) => {
  const tests = Object.entries(filter).map(([key, criterion]) => {
    const path = supported[key];
    if (!path) throw unsupportedFilter(`the Access Analyzer filter ${key}`);
    if (Object.values(criterion).every((operand) => operand === undefined)) {
      throw invalidAnalyzerInput(`The filter ${key} has no operator.`);
    }
    return (finding: GetFindingV2Response) => meets(valuesAt(finding, path), criterion);
  });
  return (finding) => tests.every((test) => test(finding));
};

const meets = (values: readonly AttributeValue[], criterion: Criterion): boolean => {
  const { eq, neq, contains, exists } = criterion;
  const texts = values.map(String);
  return (
    (eq === undefined || eq.some((wanted) => texts.includes(wanted))) &&
    (neq === undefined || !neq.some((unwanted) => texts.includes(unwanted))) &&
    (contains === undefined ||
      contains.some((part) => texts.some((value) => value.includes(part)))) &&
    (exists === undefined || exists === values.length > 0)
  );
};
