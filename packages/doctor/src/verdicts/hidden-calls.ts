import type { Chain } from '@hopwise/chain/chain';
import { hops } from '@hopwise/contracts/hops';
import type { HopCall } from './hop-call.ts';

/** What a macro or a SAM resource adds to hops without showing it. A macro can add to any hop. */
export const hiddenCalls = ({ model }: Chain): readonly HopCall[] => [
  ...hops.flatMap(({ hop }) =>
    model.hidden.map((reason): HopCall => ({ hop, call: 'the template', reasons: [reason] })),
  ),
  ...model
    .ofType('AWS::Serverless::GraphQLApi', 'AWS::Serverless::WebSocketApi')
    .flatMap(({ logicalId, type }) =>
      ([1, 2] as const).map((hop) => ({
        hop,
        call: logicalId,
        reasons: [`SAM generates ${logicalId} (${type}) at deployment`],
      })),
    ),
];
