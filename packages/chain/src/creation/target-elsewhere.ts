import { accountStandIn, forPeople, regionStandIn } from '../texts/stand-ins.ts';
import type { CreationRule } from './creation-rule.ts';

const functionArn = /^arn:[^:]*:lambda:([^:]+):([^:]+):function:/;

/**
 * Finds targets whose function has a fixed Region or account, while the gateway is in those of the stack. A gateway invokes
 * only functions of the same Region. A function of another account must allow the gateway's role.
 * https://github.com/awslabs/agentcore-samples/issues/140
 */
export const targetElsewhere: CreationRule<{
  readonly target: string;
  readonly functionArn: string;
  readonly place: string;
}> = ({ links, texts }) =>
  links
    .filter(({ kind, toId }) => kind === 'gateway → function' && toId === undefined)
    .flatMap(({ where, hop, to }) => {
      const [, region = '', account = ''] = functionArn.exec(to) ?? [];
      const places = [
        ...(isFixed(region, texts.located(regionStandIn)) ? [`the Region ${region}`] : []),
        ...(isFixed(account, texts.located(accountStandIn)) ? [`the account ${account}`] : []),
      ];
      if (places.length === 0) return [];
      const logicalId = where.split('.')[0] ?? where;
      return [
        {
          logicalId,
          where,
          hop,
          target: logicalId,
          functionArn: forPeople(to),
          place: places.join(' and '),
        },
      ];
    });

const isFixed = (part: string, standIn: string): boolean =>
  part !== '' && part !== standIn && !part.includes('‹');
