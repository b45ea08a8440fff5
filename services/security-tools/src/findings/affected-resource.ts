import type { Finding } from './finding.ts';
import { resourceTypeNames } from './finding-words.ts';
import { plural } from './plural.ts';

/** A resource with its active findings, the most urgent first. There is at least one. */
export type AffectedResource = {
  /** ARN or id. */
  readonly resource: string;
  /** The last part of an ARN, or the whole id. */
  readonly name: string;
  readonly resourceType: Finding['resourceType'];
  readonly findings: readonly [Finding, ...Finding[]];
};

/** Groups findings by resource. Expects them by urgency, and keeps the order of the first finding of each resource. */
export const affectedResources = (findings: readonly Finding[]): readonly AffectedResource[] =>
  [...Map.groupBy(findings, ({ resource }) => resource)].flatMap(
    ([resource, [first, ...others]]) =>
      first === undefined
        ? []
        : [
            {
              resource,
              name: resourceName(resource),
              resourceType: first.resourceType,
              findings: [first, ...others] as const,
            },
          ],
  );

/** The id of an account in Security Hub. */
const accountId = /^AWS::::Account:(\d{12})$/;

/**
 * The name in an ARN: `customer-exports` of `arn:aws:s3:::customer-exports`. An account is named with its number, and another id
 * is its own name.
 */
export const resourceName = (resource: string): string => {
  const [, account] = accountId.exec(resource) ?? [];
  if (account !== undefined) return `account ${account}`;
  return resource.startsWith('arn:') ? (resource.split(/[:/]/).at(-1) ?? resource) : resource;
};

/** For example `1 S3 bucket` or `3 resources`, if they have several types. */
export const resourcesPhrase = (resources: readonly AffectedResource[]): string => {
  const types = new Set(resources.map(({ resourceType }) => resourceType));
  const [type] = types;
  const noun = types.size === 1 && type !== undefined ? resourceTypeNames[type] : 'resource';
  return plural(resources.length, noun);
};
