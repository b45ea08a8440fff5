import type { HopNumber } from '@hopwise/contracts/hops';
import type { Fact } from '../fact.ts';
import { arnKind, expandArns } from '../policy/arn-text.ts';
import {
  type PolicyStatement,
  servicePrincipals,
  trustStatements,
} from '../policy/policy-statements.ts';
import { asList, asObject } from '../template/json.ts';
import { render } from '../template/render.ts';
import type { TemplateModel } from '../template/template-model.ts';
import type { Rule } from './rule.ts';

/** Services that act on behalf of whoever asks them, and at which hop they are let in. */
const deputies: Readonly<Record<string, { readonly trust: HopNumber; readonly call: HopNumber }>> =
  {
    'bedrock.amazonaws.com': { trust: 4, call: 5 },
    'bedrock-agentcore.amazonaws.com': { trust: 7, call: 7 },
  };

const sourceKeys = ['aws:SourceAccount', 'aws:SourceArn'] as const;

/** Condition keys of a statement, in small letters, with their rendered values. */
const conditionsOf = ({ statement }: PolicyStatement): ReadonlyMap<string, readonly string[]> =>
  new Map(
    Object.values(asObject(statement.Condition)).flatMap((keys) =>
      Object.entries(asObject(keys)).map(
        ([key, value]) => [key.toLowerCase(), asList(value).map(render)] as const,
      ),
    ),
  );

const isAliasArn = (source: string, model: TemplateModel): boolean =>
  arnKind(expandArns(source, model)) === 'bedrock:agent-alias';

const inTrust = (statement: PolicyStatement, model: TemplateModel): readonly Fact[] => {
  const [service] = servicePrincipals(statement).filter((one) => Object.hasOwn(deputies, one));
  if (service === undefined || statement.effect !== 'Allow') return [];
  const hop = deputies[service]?.trust ?? null;
  const { logicalId, where } = statement;
  const conditions = conditionsOf(statement);
  const missing = sourceKeys.filter((key) => !conditions.has(key.toLowerCase()));
  const aliases = (conditions.get('aws:sourcearn') ?? []).filter((one) => isAliasArn(one, model));
  return [
    ...(missing.length === 0
      ? []
      : [
          {
            code: 'SOURCE_CONDITION_MISSING' as const,
            ...{ logicalId, where, hop, service, missing: missing.join(' and ') },
          },
        ]),
    ...aliases.map((source) => ({
      code: 'ALIAS_ARN_FOR_AGENT' as const,
      ...{ logicalId, where, hop, source },
    })),
  ];
};

const inPermissions = (model: TemplateModel): readonly Fact[] =>
  model.ofType('AWS::Lambda::Permission').flatMap(({ logicalId, properties }): readonly Fact[] => {
    const service = render(properties.Principal);
    const deputy = deputies[service];
    if (!deputy) return [];
    const missing = (['SourceAccount', 'SourceArn'] as const).filter(
      (name) => properties[name] === undefined,
    );
    const source = render(properties.SourceArn);
    const place = { logicalId, hop: deputy.call };
    if (missing.length > 0) {
      const facts = { service, missing: missing.join(' and ') };
      return [{ code: 'SOURCE_CONDITION_MISSING', ...place, where: logicalId, ...facts }];
    }
    if (!isAliasArn(source, model)) return [];
    return [{ code: 'ALIAS_ARN_FOR_AGENT', ...place, where: `${logicalId}.SourceArn`, source }];
  });

/** Bedrock and AgentCore that are let in on behalf of anyone, or of an alias, which never is the source. */
export const sourceConditions: Rule = (model) => [
  ...model
    .ofType('AWS::IAM::Role')
    .flatMap(trustStatements)
    .flatMap((statement) => inTrust(statement, model)),
  ...inPermissions(model),
];
