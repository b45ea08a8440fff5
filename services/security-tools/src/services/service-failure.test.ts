import { Agent } from 'node:http';
import type { LookupFunction } from 'node:net';
import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { describe, expect, it } from '@jest/globals';
import { createSecurityHubReader } from './security-hub.ts';
import { createSecurityServices } from './security-services.ts';
import { serviceFailureOf } from './service-failure.ts';

const named = (name: string, members: object = {}): Error =>
  Object.assign(new Error('No.'), { name, ...members });

describe('serviceFailureOf', () => {
  it.each([
    [named('AccessDeniedException'), 'access_denied', 'SERVICE_ACCESS_DENIED'],
    [named('Error', { code: 'ENOTFOUND' }), 'unsupported_region', 'UNSUPPORTED_REGION'],
    [named('UnknownEndpoint'), 'unsupported_region', 'UNSUPPORTED_REGION'],
    [named('Error', { code: 'EAI_AGAIN' }), 'unavailable', 'SERVICE_ERROR'],
    [named('ThrottlingException'), 'unavailable', 'THROTTLED'],
    [named('X', { $metadata: { httpStatusCode: 429 } }), 'unavailable', 'THROTTLED'],
    [named('TimeoutError'), 'unavailable', 'TIMED_OUT'],
    [named('AbortError'), 'unavailable', 'TIMED_OUT'],
    ['not an error', 'unavailable', 'SERVICE_ERROR'],
  ])('classifies %p as %s, %s', (error, status, code) => {
    expect(serviceFailureOf(error, 'GuardDuty')).toMatchObject({ status, code });
  });

  it('returns unsupported_region for a Region without an endpoint', async () => {
    const lookup: LookupFunction = (hostname, _options, done) =>
      done(
        Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' }),
        '',
        4,
      );
    const client = new SecurityHubClient({
      region: 'xx-nowhere-1',
      endpoint: 'http://securityhub.xx-nowhere-1.amazonaws.com',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      requestHandler: { httpAgent: new Agent({ lookup }) },
    });
    const reader = createSecurityHubReader(client, 'xx-nowhere-1');
    const services = createSecurityServices({
      readers: [reader],
      timeLimit: () => AbortSignal.timeout(5_000),
    });
    expect(await services.read({})).toEqual([
      {
        service: 'security-hub',
        status: 'unsupported_region',
        code: 'UNSUPPORTED_REGION',
        message: 'Security Hub has no endpoint in this Region.',
      },
    ]);
    client.destroy();
  });
});
