import { arnKind } from '@hopwise/chain/arn-patterns';
import { chainOf } from '@hopwise/chain/chain';
import { deputies, trustedDeputies } from '@hopwise/chain/trusted-deputies';
import { asAlternatives } from '@hopwise/template/json';
import { render } from '@hopwise/template/render';
import type { TemplateModel } from '@hopwise/template/template-model';
import type { Rule } from './rule.ts';

const isAliasArn = (source: string, model: TemplateModel): boolean =>
  arnKind(source, chainOf(model).texts) === 'bedrock:agent-alias';

/** Finds policies that expect an agent's alias as the source of a call. The source is always the agent. */
export const aliasArnForAgent: Rule = (model) => [
  ...trustedDeputies(model).flatMap(({ logicalId, where, hop, conditions }) =>
    (conditions.get('aws:sourcearn') ?? [])
      .filter((source) => isAliasArn(source, model))
      .map((source) => ({ code: 'ALIAS_ARN_FOR_AGENT' as const, logicalId, where, hop, source })),
  ),
  ...model.ofType('AWS::Lambda::Permission').flatMap(({ logicalId, properties }) => {
    const hop = deputies.get(render(properties.Principal))?.call;
    if (hop === undefined) return [];
    const place = { logicalId, where: `${logicalId}.SourceArn`, hop };
    return asAlternatives(properties.SourceArn)
      .map(render)
      .filter((source) => isAliasArn(source, model))
      .map((source) => ({ code: 'ALIAS_ARN_FOR_AGENT' as const, ...place, source }));
  }),
];
