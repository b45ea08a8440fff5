import type { SecurityService } from './security-service.ts';

/** The location of a finding. */
export type FindingReference = {
  readonly service: SecurityService;
  /** The id for the service's API. */
  readonly findingId: string;
  /** Only known from an ARN. */
  readonly region: string | undefined;
};

const arn = /^arn:aws[a-z-]{0,20}:([a-z0-9-]{1,30}):([a-z0-9-]{1,30}):\d{12}:(.{1,400})$/;
const guardDutyId = /^[0-9a-f]{32}$/;
const accessAnalyzerId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Finds the service of a finding by its id or ARN. `undefined` if no service uses that format. */
export const findingReferenceOf = (findingId: string): FindingReference | undefined => {
  if (guardDutyId.test(findingId)) return { service: 'guardduty', findingId, region: undefined };
  if (accessAnalyzerId.test(findingId)) {
    return { service: 'access-analyzer', findingId, region: undefined };
  }
  const [, namespace, region, resource] = arn.exec(findingId) ?? [];
  if (namespace === undefined || resource === undefined) return undefined;
  return arnReference.get(namespace)?.({ findingId, region, resource });
};

type ArnParts = { findingId: string; region: string | undefined; resource: string };

const lastSegment = (resource: string): string => resource.slice(resource.lastIndexOf('/') + 1);

type Reader = (parts: ArnParts) => FindingReference | undefined;

const arnReference: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [
    'securityhub',
    ({ findingId, region, resource }) =>
      resource.includes('/finding/') ? { service: 'security-hub', findingId, region } : undefined,
  ],
  [
    'inspector2',
    ({ findingId, region, resource }) =>
      resource.startsWith('finding/') ? { service: 'inspector', findingId, region } : undefined,
  ],
  [
    'guardduty',
    ({ region, resource }) =>
      guardDutyId.test(lastSegment(resource)) && resource.includes('/finding/')
        ? { service: 'guardduty', findingId: lastSegment(resource), region }
        : undefined,
  ],
  [
    'access-analyzer',
    ({ region, resource }) =>
      accessAnalyzerId.test(lastSegment(resource))
        ? { service: 'access-analyzer', findingId: lastSegment(resource), region }
        : undefined,
  ],
]);
