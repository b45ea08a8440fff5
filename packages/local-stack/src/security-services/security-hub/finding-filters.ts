import type {
  AwsSecurityFinding,
  AwsSecurityFindingFilters,
  DateFilter,
  MapFilter,
  NumberFilter,
  StringFilter,
} from '@aws-sdk/client-securityhub';
import { type AttributeValue, numberOf, valuesAt } from '../attribute-values.ts';
import { textTest } from '../text-filter.ts';
import { unsupportedFilter } from '../unsupported-filter.ts';
import { invalidSecurityHubInput } from './security-hub-state.ts';

type Evaluate = (values: readonly AttributeValue[]) => boolean;
type FilterKind = (name: string, filters: readonly object[], nowMs: number) => Evaluate;

const dayMs = 24 * 60 * 60 * 1000;

const text: FilterKind = (name, filters) =>
  textTest(
    filters.map(({ Value, Comparison }: StringFilter) => ({
      value: Value,
      comparison: Comparison,
    })),
    (comparison) => unsupportedFilter(`${comparison} in the Security Hub filter ${name}`),
  );

const number: FilterKind = (_name, filters) => (values) =>
  filters.some(({ Gte, Lte, Gt, Lt, Eq }: NumberFilter) =>
    values.some((value) => {
      const actual = numberOf(value);
      return (
        actual >= (Gte ?? -Infinity) &&
        actual <= (Lte ?? Infinity) &&
        actual > (Gt ?? -Infinity) &&
        actual < (Lt ?? Infinity) &&
        actual === (Eq ?? actual)
      );
    }),
  );

const date: FilterKind = (name, filters, nowMs) => {
  const ranges = filters.map((filter) => rangeOf(name, filter, nowMs));
  return (values) =>
    values.some((value) =>
      ranges.some(({ start, end }) => numberOf(value) >= start && numberOf(value) <= end),
    );
};

const rangeOf = (name: string, { Start, End, DateRange }: DateFilter, nowMs: number) => {
  if (DateRange) {
    const edge = nowMs - (DateRange.Value ?? 0) * dayMs;
    const older = DateRange.Comparison === 'OLDER_THAN';
    return older ? { start: -Infinity, end: edge } : { start: edge, end: nowMs };
  }
  const start = Start === undefined ? -Infinity : Date.parse(Start);
  const end = End === undefined ? Infinity : Date.parse(End);
  if (Number.isNaN(start) || Number.isNaN(end)) {
    throw invalidSecurityHubInput(`Start and End of ${name} must be ISO 8601 timestamps.`);
  }
  return { start, end };
};

/** The supported filters and the path in a finding that each one reads. */
const supported: Readonly<Record<string, readonly [path: string, kind: FilterKind]>> = {
  AwsAccountId: ['AwsAccountId', text],
  CompanyName: ['CompanyName', text],
  ComplianceSecurityControlId: ['Compliance.SecurityControlId', text],
  ComplianceStatus: ['Compliance.Status', text],
  Confidence: ['Confidence', number],
  CreatedAt: ['CreatedAt', date],
  Criticality: ['Criticality', number],
  Description: ['Description', text],
  FirstObservedAt: ['FirstObservedAt', date],
  GeneratorId: ['GeneratorId', text],
  Id: ['Id', text],
  LastObservedAt: ['LastObservedAt', date],
  ProductArn: ['ProductArn', text],
  ProductName: ['ProductName', text],
  RecordState: ['RecordState', text],
  Region: ['Region', text],
  ResourceId: ['Resources.Id', text],
  ResourcePartition: ['Resources.Partition', text],
  ResourceRegion: ['Resources.Region', text],
  ResourceType: ['Resources.Type', text],
  SeverityLabel: ['Severity.Label', text],
  Title: ['Title', text],
  Type: ['Types', text],
  UpdatedAt: ['UpdatedAt', date],
  VerificationState: ['VerificationState', text],
  WorkflowStatus: ['Workflow.Status', text],
};

/** Filters on a map. Each filter names its own key. */
const supportedMaps: Readonly<Record<string, string>> = {
  ProductFields: 'ProductFields',
  ResourceTags: 'Resources.Tags',
  UserDefinedFields: 'UserDefinedFields',
};

/**
 * Whether a finding passes every filter. An unsupported filter is refused by name.
 * See https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFindingFilters.html
 */
export const findingFilter = (
  filters: AwsSecurityFindingFilters,
  nowMs: number,
): ((finding: AwsSecurityFinding) => boolean) => {
  const tests = Object.entries(filters).flatMap(([name, sent]) => {
    const list: readonly object[] = sent ?? [];
    if (list.length === 0) return [];
    const mapPath = supportedMaps[name];
    if (mapPath !== undefined) return [mapTest(name, mapPath, list)];
    const [path, kind] = supported[name] ?? [];
    if (!path || !kind) throw unsupportedFilter(`the Security Hub filter ${name}`);
    const passes = kind(name, list, nowMs);
    return [(finding: AwsSecurityFinding) => passes(valuesAt(finding, path.split('.')))];
  });
  return (finding) => tests.every((test) => test(finding));
};

const mapTest = (name: string, path: string, filters: readonly MapFilter[]) => {
  const tests = [...Map.groupBy(filters, ({ Key = '' }) => Key)].map(([key, ofKey]) => ({
    path: [...path.split('.'), key],
    passes: text(`${name}.${key}`, ofKey, 0),
  }));
  return (finding: AwsSecurityFinding): boolean =>
    tests.every((test) => test.passes(valuesAt(finding, test.path)));
};
