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

export const serviceParameter = z.optional(
  z.enum(securityServices).check(z.describe(`${oneOf(securityServices)} Default: all services.`)),
);

export const severityParameter = z.optional(
  z.enum(severities).check(z.describe(`${oneOf(severities)} Default: any severity.`)),
);

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
