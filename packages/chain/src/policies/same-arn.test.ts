import { describe, expect, it } from '@jest/globals';
import { accountStandIn, regionStandIn } from '../texts/stand-ins.ts';
import { isSameArn } from './same-arn.ts';

const [region, account] = [regionStandIn, accountStandIn];

const functionIn = (place: string, name: string) => `arn:aws:lambda:${place}:function:${name}`;
const own = (name: string) => functionIn(`${region}:${account}`, name);

describe('isSameArn', () => {
  it.each([
    ['written Region and account', functionIn('eu-west-1:111122223333', 'tools'), own('tools')],
    ['a written Region in a name', own('tools-eu-west-1'), own(`tools-${region}`)],
    ['a written account in a name', own('tools-111122223333'), own(`tools-${account}`)],
    ['the same name of the stack', own('tools-‹AWS..StackName›'), own('tools-live')],
    [
      'everything written, with hyphens around it',
      functionIn('us-gov-west-1:111122223333', 'a-us-gov-west-1-111122223333-b'),
      own(`a-${region}-${account}-b`),
    ],
  ])('is true for %s', (_, one, other) => {
    expect(isSameArn(one, other)).toBe(true);
    expect(isSameArn(other, one)).toBe(true);
  });

  it.each([
    [
      'Region and account in another order',
      own(`tools-${region}-${account}`),
      own(`tools-${account}-${region}`),
    ],
    ['another text in place of the account', own('tools-live'), own(`tools-${account}`)],
    ['another text in place of the Region', own('tools-live'), own(`tools-${region}`)],
    [
      'two written Regions',
      functionIn(`eu-west-1:${account}`, 'tools-eu-west-2'),
      own(`tools-${region}`),
    ],
    ['an unknown name', own('‹Name›'), own('tools')],
  ])('is false for %s', (_, one, other) => {
    expect(isSameArn(one, other)).toBe(false);
    expect(isSameArn(other, one)).toBe(false);
  });
});
