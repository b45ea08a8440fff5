import { deputies, trustedDeputies } from '@hopwise/chain/trusted-deputies';
import { render } from '@hopwise/template/render';
import type { Rule } from './rule.ts';

const sourceKeys = ['aws:SourceAccount', 'aws:SourceArn'] as const;
const sourceProperties = ['SourceAccount', 'SourceArn'] as const;

/** Finds roles and functions that allow Bedrock or AgentCore without a condition on the source. */
export const sourceConditionMissing: Rule = (model) => [
  ...trustedDeputies(model).flatMap(({ logicalId, where, hop, service, conditions }) => {
    const missing = sourceKeys.filter((key) => !conditions.has(key.toLowerCase())).join(' and ');
    const place = { logicalId, where, hop };
    return missing === ''
      ? []
      : [{ code: 'SOURCE_CONDITION_MISSING' as const, ...place, service, missing }];
  }),
  ...model.ofType('AWS::Lambda::Permission').flatMap(({ logicalId, properties }) => {
    const service = render(properties.Principal);
    const hop = deputies.get(service)?.call;
    const missing = sourceProperties.filter((name) => properties[name] === undefined).join(' and ');
    const place = { logicalId, where: logicalId };
    return missing === '' || hop === undefined
      ? []
      : [{ code: 'SOURCE_CONDITION_MISSING' as const, ...place, hop, service, missing }];
  }),
];
