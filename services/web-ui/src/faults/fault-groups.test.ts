import type { FaultState } from '@hopwise/contracts/faults';
import { describe, expect, it } from '@jest/globals';
import { countText, faultGroups, namesText } from './fault-groups.ts';

const fault = (name: string, hop: number, on = false): FaultState => ({
  name,
  hop,
  seen: `The effect of ${name}.`,
  outcome: 'breaks',
  on,
});

const faults = [
  fault('api-permission-missing', 2),
  fault('wrong-client', 6, true),
  fault('gateway-429', 6),
];
const codesOf = (name: string) => (name === 'wrong-client' ? ['CLIENT_NOT_ALLOWED'] : []);
const found = (search: string) =>
  faultGroups(faults, search, codesOf).map((group) => [
    group.hop.hop,
    group.faults.map(({ name }) => name),
  ]);

describe('faultGroups', () => {
  it('groups all faults by hop without a search', () => {
    expect(found(' ')).toEqual([
      [2, ['api-permission-missing']],
      [6, ['wrong-client', 'gateway-429']],
    ]);
  });

  it.each([
    ['client_not', [[6, ['wrong-client']]]],
    ['EFFECT gateway', [[6, ['gateway-429']]]],
    ['hop 2', [[2, ['api-permission-missing']]]],
    ['nothing', []],
  ])('finds %s', (search, groups) => expect(found(search)).toEqual(groups));
});

describe('countText', () => {
  it('counts the faults and those that are on', () => {
    expect(countText(faults)).toBe('3 faults, 1 on');
    expect(countText(faults.slice(0, 1))).toBe('1 fault');
  });
});

describe('namesText', () => {
  it('names two faults and counts the others', () => {
    expect(namesText(faults.slice(0, 2))).toBe('api-permission-missing and wrong-client');
    expect(namesText([...faults, fault('four', 7)])).toBe(
      'api-permission-missing, wrong-client and 2 more',
    );
  });
});
