import * as z from 'zod/mini';
import { exposures } from '../findings/exposure.ts';
import { resourceTypes } from '../findings/resource-type.ts';
import { securityServices } from '../findings/security-service.ts';
import { severities } from '../findings/severity.ts';

/** The maximum number of findings in one answer. */
export const maxListed = 50;
const defaultListed = 20;

// The gateway's and the agent's schemas do not support enums, so the description lists the values.
const oneOf = (values: readonly string[]): string => `One of: ${values.join(', ')}.`;

/**
 * Several values in one text, because agents send lists in different forms. An empty place between commas is refused.
 */
const someOf = <const Value extends string>(values: readonly Value[], byDefault: string) => {
  const one = values.join('|');
  const pattern = new RegExp(`^(?:${one})(?:, ?(?:${one}))*$`);
  const description = `One or more of: ${values.join(', ')}. Separated by commas. Default: ${byDefault}.`;
  return z.optional(
    z.pipe(
      z.string().check(z.regex(pattern), z.describe(description)),
      z.transform((text) => values.filter((value) => text.split(/, ?/).includes(value))),
    ),
  );
};

export const servicesParameter = someOf(securityServices, 'all services');

export const severitiesParameter = someOf(severities, 'any severity');

export const resourceTypeParameter = z.optional(
  z.enum(resourceTypes).check(z.describe(`${oneOf(resourceTypes)} Default: any resource.`)),
);

export const exposureParameter = z.optional(
  z
    .enum(exposures)
    .check(
      z.describe(
        `${oneOf(exposures)} public: public access, open to anyone or reachable from the internet. ` +
          'cross-account: access of another AWS account. Default: any finding.',
      ),
    ),
);

export const limitParameter = z._default(
  z
    .int()
    .check(
      z.gte(1),
      z.lte(maxListed),
      z.describe(
        `How many findings to list at most. An integer from 1 to ${maxListed}. Default: ${defaultListed}.`,
      ),
    ),
  defaultListed,
);

export const findingIdParameter = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(512),
    z.describe('Id or ARN of the finding, as listed by list_findings.'),
  );

const maxDays = 3650;

const days = (description: string) =>
  z.int().check(z.gte(1), z.lte(maxDays), z.describe(`${description} From 1 to ${maxDays}.`));

export const olderThanParameter = z.optional(
  days('Findings that were first reported more than this number of days ago.'),
);

export const newerThanParameter = z.optional(
  days('Findings that were first reported within this number of days.'),
);

export const periodParameter = z._default(
  days('How many days the earlier time is ago: 7 for a comparison with last week. Default: 7.'),
  7,
);

const maxPriorities = 20;

export const priorityLimitParameter = z._default(
  z
    .int()
    .check(
      z.gte(1),
      z.lte(maxPriorities),
      z.describe(
        `How many resources to rank at most. An integer from 1 to ${maxPriorities}. Default: 5.`,
      ),
    ),
  5,
);

export const searchTextParameter = z
  .string()
  .check(
    z.minLength(2),
    z.maxLength(512),
    z.describe('Id, ARN or name of the resource, or the CVE number.'),
  );

export const accessedResourceParameter = z
  .string()
  .check(z.minLength(2), z.maxLength(512), z.describe('Id, ARN or name of the resource.'));
