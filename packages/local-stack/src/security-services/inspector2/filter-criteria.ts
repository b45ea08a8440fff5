import type {
  DateFilter,
  FilterCriteria,
  Finding as InspectorFinding,
  NumberFilter,
  StringFilter,
} from '@aws-sdk/client-inspector2';
import { type AttributeValue, numberOf, valuesAt } from '../attribute-values.ts';
import { textTest } from '../text-filter.ts';
import { unsupportedFilter } from '../unsupported-filter.ts';

type Evaluate = (values: readonly AttributeValue[]) => boolean;
type FilterKind = (name: string, filters: readonly object[]) => Evaluate;

const text: FilterKind = (name, filters) =>
  textTest(
    filters.map(({ comparison, value }: Partial<StringFilter>) => ({ comparison, value })),
    (comparison) => unsupportedFilter(`${comparison} in the Inspector filter ${name}`),
  );

const within =
  (ranges: readonly { readonly from: number; readonly to: number }[]): Evaluate =>
  (values) =>
    values.some((value) =>
      ranges.some(({ from, to }) => numberOf(value) >= from && numberOf(value) <= to),
    );

const number: FilterKind = (_name, filters) =>
  within(
    filters.map(({ lowerInclusive, upperInclusive }: NumberFilter) => ({
      from: lowerInclusive ?? -Infinity,
      to: upperInclusive ?? Infinity,
    })),
  );

const date: FilterKind = (_name, filters) =>
  within(
    filters.map(({ startInclusive, endInclusive }: DateFilter) => ({
      from: startInclusive?.getTime() ?? -Infinity,
      to: endInclusive?.getTime() ?? Infinity,
    })),
  );

/** The supported filters and the path in a finding that each one reads. */
const supported: Readonly<Partial<Record<keyof FilterCriteria, readonly [string, FilterKind]>>> = {
  awsAccountId: ['awsAccountId', text],
  epssScore: ['epss.score', number],
  exploitAvailable: ['exploitAvailable', text],
  findingArn: ['findingArn', text],
  findingStatus: ['status', text],
  findingType: ['type', text],
  firstObservedAt: ['firstObservedAt', date],
  fixAvailable: ['fixAvailable', text],
  inspectorScore: ['inspectorScore', number],
  lastObservedAt: ['lastObservedAt', date],
  resourceId: ['resources.id', text],
  resourceType: ['resources.type', text],
  severity: ['severity', text],
  title: ['title', text],
  updatedAt: ['updatedAt', date],
  vulnerabilityId: ['packageVulnerabilityDetails.vulnerabilityId', text],
};

/**
 * Whether a finding passes every filter. An unsupported filter is refused by name.
 * See https://docs.aws.amazon.com/inspector/v2/APIReference/API_FilterCriteria.html
 */
export const filterTest = (criteria: FilterCriteria): ((finding: InspectorFinding) => boolean) => {
  const tests = Object.entries(criteria).flatMap(([name, sent]) => {
    const filters: readonly object[] = sent ?? [];
    if (filters.length === 0) return [];
    const [path, kind] = supported[name as keyof FilterCriteria] ?? [];
    if (!path || !kind) throw unsupportedFilter(`the Inspector filter ${name}`);
    const passes = kind(name, filters);
    return [(finding: InspectorFinding) => passes(valuesAt(finding, path.split('.')))];
  });
  return (finding) => tests.every((test) => test(finding));
};
