import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contains } from './cidr.ts';
import type { Network, Subnet, VpcConnection } from './network.ts';
import { noWayOut } from './way-out.ts';

/** A small VPC: subnets `a`, `b` and `c`, whose routes and groups are arbitrary. */
const subnet = (id: string) =>
  fc.record({
    id: fc.constant(id),
    logicalId: fc.constant(id),
    vpcId: fc.constant('vpc'),
    cidr: fc.constant(`10.0.${id.charCodeAt(0)}.0/24`),
    routeTable: fc.constantFrom(undefined, 'table'),
    defaultRoute: fc.constantFrom<Subnet['defaultRoute']>(
      undefined,
      { kind: 'internet gateway', id: 'igw' },
      { kind: 'NAT gateway', id: 'nat' },
    ),
  });

const rules = fc.subarray([
  { kind: 'addresses', cidr: '0.0.0.0/0' } as const,
  { kind: 'addresses', cidr: '10.0.0.0/16' } as const,
  { kind: 'group', groupId: 'one' } as const,
  { kind: 'group', groupId: 'other' } as const,
]);

const group = (id: string) =>
  fc.record({
    id: fc.constant(id),
    logicalId: fc.constant(id),
    vpcId: fc.constant('vpc'),
    egress: rules,
    ingress: rules,
  });

const network: fc.Arbitrary<Network> = fc.record({
  vpcs: fc
    .record({ hasDns: fc.boolean(), internetGatewayIds: fc.subarray(['igw']) })
    .map((vpc) => [{ id: 'vpc', logicalId: 'Vpc', ...vpc }]),
  subnets: fc.tuple(subnet('a'), subnet('b'), subnet('c')),
  natGateways: fc
    .record({ subnetId: fc.constantFrom('a', 'b', 'c'), isPublic: fc.boolean() })
    .map((nat) => [{ id: 'nat', logicalId: 'Nat', ...nat }]),
  securityGroups: fc.tuple(group('one'), group('other')),
  endpoints: fc.subarray(['secretsmanager', 'kms']).map((services) =>
    services.map((service) => ({
      logicalId: service,
      vpcId: 'vpc',
      service,
      subnetIds: ['c'],
      securityGroupIds: ['other'],
    })),
  ),
});

const connection: fc.Arbitrary<VpcConnection> = fc.record({
  subnetIds: fc.subarray(['a', 'b'], { minLength: 1 }),
  securityGroupIds: fc.subarray(['one', 'other'], { minLength: 1 }),
});

const service = fc.constantFrom(undefined, 'secretsmanager', 'logs');

describe('the way out of a function', () => {
  it('exists exactly if each of its subnets has one', () => {
    fc.assert(
      fc.property(network, connection, service, (net, from, to) => {
        const each = from.subnetIds.map((id) => noWayOut(net, { ...from, subnetIds: [id] }, to));
        expect(noWayOut(net, from, to) === undefined).toBe(each.every((one) => one === undefined));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('is never lost by another security group', () => {
    fc.assert(
      fc.property(network, connection, service, (net, from, to) => {
        fc.pre(noWayOut(net, from, to) === undefined);
        const all = { ...from, securityGroupIds: ['one', 'other'] };
        expect(noWayOut(net, all, to)).toBeUndefined();
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it('to a host without an endpoint needs a public NAT gateway, and an endpoint never helps', () => {
    fc.assert(
      fc.property(network, connection, (net, from) => {
        const open = noWayOut(net, from, undefined) === undefined;
        expect(noWayOut({ ...net, endpoints: [] }, from, undefined) === undefined).toBe(open);
        if (!open) return;
        expect(net.natGateways.every(({ isPublic }) => isPublic)).toBe(true);
        expect(net.vpcs[0]?.internetGatewayIds).toEqual(['igw']);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('is explained by a sentence that names a part of the template', () => {
    fc.assert(
      fc.property(network, connection, service, (net, from, to) => {
        const reason = noWayOut(net, from, to);
        if (reason !== undefined) expect(reason).toMatch(/\b(?:a|b|one|other|Vpc)\b.*\.$/);
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});

const cidr = fc
  .tuple(
    fc.integer({ min: 0, max: 255 }),
    fc.integer({ min: 0, max: 255 }),
    fc.integer({ min: 8, max: 32 }),
  )
  .map(([first, second, bits]) => `${first}.${second}.3.4/${bits}`);

describe('a range of addresses', () => {
  it('contains itself, and is contained in all addresses', () => {
    fc.assert(
      fc.property(cidr, (range) => contains(range, range) && contains('0.0.0.0/0', range)),
      { seed: 5 },
    );
  });

  it('contains nothing if it is malformed', () => {
    for (const malformed of ['', '10.0.0.0', '10.0.0.0/33', '10.0.0.256/8', '::/0']) {
      expect(contains(malformed, '10.0.0.0/24')).toBe(false);
      expect(contains('0.0.0.0/0', malformed)).toBe(false);
    }
  });
});
