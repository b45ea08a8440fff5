import { describe, expect, it } from '@jest/globals';
import { unreadServices } from './unread-services.ts';

const guardDuty = { service: 'guardduty', status: 'access_denied' };

describe('unreadServices', () => {
  it('names each denied service once, in the results of every tool', () => {
    const results = [
      { services: [{ service: 'inspector', status: 'enabled' }, guardDuty] },
      { byService: [guardDuty] },
    ];
    expect(unreadServices(results)).toEqual([{ status: 'access_denied', services: ['GuardDuty'] }]);
  });

  it('groups the services by the reason', () => {
    const services = [
      { service: 'inspector', status: 'disabled' },
      { service: 'security-hub', status: 'unavailable' },
      guardDuty,
      { service: 'access-analyzer', status: 'disabled' },
    ];
    expect(unreadServices([{ services }])).toEqual([
      { status: 'access_denied', services: ['GuardDuty'] },
      { status: 'disabled', services: ['Inspector', 'IAM Access Analyzer'] },
      { status: 'unavailable', services: ['Security Hub'] },
    ]);
  });

  it('ignores a service that the Region does not have, and other data', () => {
    const absent = { services: [{ service: 'inspector', status: 'unsupported_region' }] };
    expect(unreadServices([absent, undefined, { services: 'none' }])).toEqual([]);
  });
});
