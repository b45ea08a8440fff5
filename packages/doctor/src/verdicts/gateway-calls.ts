import type { Chain } from '@hopwise/chain/chain';
import { isCalledByPeople } from '@hopwise/chain/gateway-callers';
import { functionsOf } from '@hopwise/template/functions';
import { asObject } from '@hopwise/template/json';
import { referencesIn, render } from '@hopwise/template/render';
import { type HopCall, reasonsIn } from './hop-call.ts';

const gatewayVariable = /GATEWAY_?(?:URL|ENDPOINT|ID|ARN)|MCP_?(?:URL|ENDPOINT|SERVER)/i;

/** Hop 6: gateways, and functions that call one. */
export const gatewayCalls = (chain: Chain): readonly HopCall[] => [
  ...authorizers(chain),
  ...tokenCalls(chain),
  ...unknownGatewayCalls(chain),
];

const authorizers = ({ model, links }: Chain): readonly HopCall[] => {
  const called = new Set(
    links.filter(({ kind }) => kind.startsWith('function → gateway')).map(({ toId }) => toId),
  );
  return model
    .ofType('AWS::BedrockAgentCore::Gateway')
    .map(({ logicalId, properties: { AuthorizerType, AuthorizerConfiguration } }) => ({
      hop: 6,
      call: logicalId,
      reasons: [
        ...reasonsIn([AuthorizerType, AuthorizerConfiguration], model),
        ...(called.has(logicalId) ? [] : ['no function of the template names its URL']),
      ],
    }));
};

const tokenCalls = ({ model, links }: Chain): readonly HopCall[] => {
  const readers = new Set(
    links.filter(({ kind }) => kind === 'function → secret').map(({ from }) => from.logicalId),
  );
  return links
    .filter(
      ({ kind, from }) => kind === 'function → gateway with token' && !readers.has(from.logicalId),
    )
    .map(({ from: { logicalId }, toId = '' }) => {
      const gateway = model.find(toId);
      const isOfPeople = gateway !== undefined && isCalledByPeople(gateway, model);
      const reason = `the template does not show how ${logicalId} gets its token`;
      return { hop: 6, call: `${logicalId} → ${toId}`, reasons: isOfPeople ? [] : [reason] };
    });
};

const unknownGatewayCalls = ({ model, links }: Chain): readonly HopCall[] => {
  const linked = new Set(
    links
      .filter(({ kind }) => kind.startsWith('function → gateway'))
      .map(({ from }) => from.logicalId),
  );
  return functionsOf(model)
    .filter(({ logicalId }) => !linked.has(logicalId))
    .flatMap(({ logicalId, properties }): readonly HopCall[] => {
      const variables = asObject(asObject(properties.Environment).Variables);
      const [name, value] =
        Object.entries(variables).find(([one]) => gatewayVariable.test(one)) ?? [];
      if (name === undefined) return [];
      const unknown = reasonsIn(value, model);
      const reasons =
        unknown.length > 0 ? unknown : [`its ${name} names no gateway of the template`];
      return [{ hop: 6, call: logicalId, reasons }];
    });
};

/** Hop 7: targets whose gateway is elsewhere, and targets without a permission that the chain knows. */
export const targetCalls = ({ model, links }: Chain): readonly HopCall[] => {
  const linked = new Set(
    links.filter(({ hop }) => hop === 7).map(({ where }) => where.split('.')[0]),
  );
  return model
    .ofType('AWS::BedrockAgentCore::GatewayTarget')
    .flatMap(({ logicalId, properties: { GatewayIdentifier, TargetConfiguration } }) => {
      const [gatewayId = ''] = referencesIn(render(GatewayIdentifier));
      const gateway = model.find(gatewayId);
      const isKnown = gateway?.type === 'AWS::BedrockAgentCore::Gateway';
      const unknown = reasonsIn(TargetConfiguration, model);
      const kind = 'the doctor does not check the permissions of this kind of target';
      const own = linked.has(logicalId) ? [] : unknown.length > 0 ? unknown : [kind];
      return [
        {
          hop: 7,
          call: logicalId,
          reasons: isKnown ? own : ['its gateway is not in the template'],
        } as const,
      ];
    });
};
