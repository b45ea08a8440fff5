import { afterEach, describe, expect, it } from '@jest/globals';
import { createToolCaller } from '../../testing/call-tool.ts';
import { type FakeAws, type FakeRoute, startFakeAws } from '../../testing/fake-aws.ts';
import { denied, enabledServices, inspectorStatus } from '../../testing/fake-services.ts';

let aws: FakeAws | undefined;
afterEach(async () => {
  await aws?.close();
  aws = undefined;
});

const check = async (routes: Readonly<Record<string, FakeRoute>>) => {
  aws = await startFakeAws({ ...enabledServices(), ...routes });
  return createToolCaller(aws).call('check_security_services');
};

const failing =
  (status: number, error: string): FakeRoute =>
  () => ({
    status,
    error,
    body: { message: 'No.' },
  });

describe('check_security_services', () => {
  it('reports that every service is enabled, with the number of its findings', async () => {
    expect(await check({})).toMatchObject({
      ok: true,
      summary:
        '4 of 4 security services enabled and readable in us-east-1. 4 active findings: 2 critical, 2 high.',
      complete: true,
      services: [
        { service: 'security-hub', status: 'enabled', activeFindings: 1, high: 1 },
        { service: 'guardduty', status: 'enabled', activeFindings: 1, critical: 1 },
        { service: 'inspector', status: 'enabled', activeFindings: 1, critical: 1 },
        { service: 'access-analyzer', status: 'enabled', activeFindings: 1, high: 1 },
      ],
    });
  });

  it.each<[string, Record<string, FakeRoute>, object]>([
    [
      'is enabled',
      {},
      { summary: 'GuardDuty is on: 1 active finding, 1 critical.', verdict: 'yes' },
    ],
    [
      'has no findings',
      { 'POST /detector/d1/findings': () => ({ body: { findingIds: [] } }) },
      { summary: 'GuardDuty is on: no active findings.', verdict: 'yes' },
    ],
    [
      'is disabled',
      { 'GET /detector': () => ({ body: { detectorIds: [] } }) },
      { summary: 'GuardDuty is off in us-east-1.', verdict: 'no' },
    ],
    [
      'denies access',
      { 'GET /detector': denied('guardduty:ListDetectors') },
      {
        summary: expect.stringMatching(/^Whether GuardDuty is on is not known: /),
        verdict: 'unknown',
      },
    ],
  ])('answers whether a service is on that %s', async (_, routes, expected) => {
    aws = await startFakeAws({ ...enabledServices(), ...routes });
    const result = await createToolCaller(aws).call('check_security_services', {
      service: 'guardduty',
    });
    expect(result).toMatchObject(expected);
  });

  it('calls only the requested service', async () => {
    aws = await startFakeAws(enabledServices());
    const result = await createToolCaller(aws).call('check_security_services', {
      service: 'inspector',
    });
    expect(result).toMatchObject({ services: [{ service: 'inspector', status: 'enabled' }] });
    expect(aws.requests.map(({ route }) => route)).toEqual([
      'POST /status/batch/get',
      'POST /findings/list',
    ]);
  });

  it.each([
    ['security-hub', { 'POST /findings': failing(401, 'InvalidAccessException') }],
    ['guardduty', { 'GET /detector': () => ({ body: { detectorIds: [] } }) }],
    [
      'guardduty',
      { 'GET /detector/d1': () => ({ body: { status: 'DISABLED', serviceRole: 'r' } }) },
    ],
    ['inspector', { 'POST /status/batch/get': () => ({ body: inspectorStatus('DISABLED') }) }],
    ['inspector', { 'POST /status/batch/get': () => ({ body: inspectorStatus('SUSPENDED') }) }],
    ['access-analyzer', { 'GET /analyzer': () => ({ body: { analyzers: [] } }) }],
  ] as [string, Record<string, FakeRoute>][])(
    'says that %s is disabled',
    async (service, routes) => {
      const result = await check(routes);
      expect(result).toMatchObject({
        ok: true,
        complete: true,
        services: expect.arrayContaining([{ service, status: 'disabled' }]),
      });
      expect(result.summary).toContain('3 of 4 security services enabled and readable');
    },
  );

  it.each([
    ['security-hub', 'POST /findings', 'securityhub:GetFindings'],
    ['guardduty', 'GET /detector', 'guardduty:ListDetectors'],
    ['inspector', 'POST /status/batch/get', 'inspector2:BatchGetAccountStatus'],
    ['access-analyzer', 'POST /findingv2', 'access-analyzer:ListFindings'],
  ])(
    'says that %s is denied, names the action and keeps the principal back',
    async (service, route, action) => {
      const result = await check({ [route]: denied(action) });
      expect(result).toMatchObject({
        ok: true,
        complete: false,
        services: expect.arrayContaining([
          {
            service,
            status: 'access_denied',
            code: 'SERVICE_ACCESS_DENIED',
            message: expect.stringContaining(action),
          },
        ]),
      });
      expect(result.summary).toContain('access_denied');
      expect(JSON.stringify(result)).not.toContain('assumed-role');
    },
  );

  it.each([
    [429, 'TooManyRequestsException', 'THROTTLED'],
    [400, 'ThrottlingException', 'THROTTLED'],
    [500, 'InternalException', 'SERVICE_ERROR'],
    [403, 'ExpiredTokenException', 'SERVICE_ERROR'],
  ])('reports the other services if GuardDuty fails with %i %s', async (status, error, code) => {
    const result = await check({ 'GET /detector': failing(status, error) });
    expect(result).toMatchObject({
      ok: true,
      summary: expect.stringContaining('3 active findings'),
      services: expect.arrayContaining([
        { service: 'guardduty', status: 'unavailable', code, message: expect.any(String) },
      ]),
    });
  });

  it('reports the other services if one service does not respond', async () => {
    const limits: AbortController[] = [];
    aws = await startFakeAws({
      ...enabledServices(),
      'POST /findings/list': () => {
        // The time of Inspector, the third reader, is over as soon as it is asked.
        limits[2]?.abort(new DOMException('Too late.', 'TimeoutError'));
        return undefined;
      },
    });
    const timeLimit = () => {
      const limit = new AbortController();
      limits.push(limit);
      return limit.signal;
    };
    const result = await createToolCaller(aws, { timeLimit }).call('check_security_services');
    expect(result).toMatchObject({
      ok: true,
      services: [
        { service: 'security-hub', status: 'enabled' },
        { service: 'guardduty', status: 'enabled' },
        { service: 'inspector', status: 'unavailable', code: 'TIMED_OUT' },
        { service: 'access-analyzer', status: 'enabled' },
      ],
    });
  });

  it('retries a throttled call once', async () => {
    let calls = 0;
    const result = await check({
      'GET /detector': (request) => {
        calls += 1;
        return calls === 1
          ? failing(429, 'TooManyRequestsException')(request)
          : { body: { detectorIds: ['d1'] } };
      },
    });
    expect(calls).toBe(2);
    expect(result).toMatchObject({ complete: true });
  });
});
