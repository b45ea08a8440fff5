import { Finding$, type Finding as GuardDutyFinding } from '@aws-sdk/client-guardduty';
import { NormalizedSchema } from '@smithy/core/schema';
import { type AttributeValue, valuesAt } from '../attribute-values.ts';
import { invalidGuardDutyInput } from './guardduty-state.ts';

/**
 * Reads an attribute of criteria and sort orders, for instance `service.archived`. It is a path of member names
 * on the wire. A path that no finding can have is refused.
 */
export const findingAttribute = (
  attribute: string,
): ((finding: GuardDutyFinding) => readonly AttributeValue[]) => {
  const path: string[] = [];
  let schema = NormalizedSchema.of(Finding$);
  for (const wireName of attribute.split('.')) {
    while (schema.isListSchema()) schema = schema.getValueSchema();
    const member = schema.isStructSchema()
      ? [...schema.structIterator()].find(
          ([, candidate]) => candidate.getMergedTraits().jsonName === wireName,
        )
      : undefined;
    if (!member) {
      throw invalidGuardDutyInput(`the finding attribute ${attribute} is not valid.`);
    }
    path.push(member[0]);
    schema = member[1];
  }
  return (finding) => valuesAt(finding, path);
};
