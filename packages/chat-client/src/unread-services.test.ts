import { describe, expect, it } from '@jest/globals';
import { unreadServices } from './unread-services.ts';

const guardDuty = { service: 'guardduty', status: 'access_denied' };
const denied = { status: 'access_denied', code: 'SERVICE_ACCESS_DENIED' };

describe('unreadServices', () => {
  it('names each denied service once, in the results of every tool', () => {
    const steps = [
      { result: { services: [{ service: 'inspector', status: 'enabled' }, guardDuty] } },
      { result: { byService: [guardDuty] } },
    ];
    expect(unreadServices(steps)).toEqual([{ ...denied, services: ['GuardDuty'], messages: [] }]);
  });

  it('groups the services by the reason', () => {
    const services = [
      { service: 'inspector', status: 'disabled' },
      { service: 'security-hub', status: 'unavailable' },
      guardDuty,
      { service: 'access-analyzer', status: 'disabled' },
    ];
    expect(unreadServices([{ result: { services } }])).toMatchObject([
      { ...denied, services: ['GuardDuty'] },
      { code: 'SERVICE_NOT_ENABLED', services: ['Inspector', 'IAM Access Analyzer'] },
      { code: 'SERVICE_UNAVAILABLE', services: ['Security Hub'] },
    ]);
  });

  it('repeats what a tool without a result says', () => {
    const step = { code: 'SERVICE_ACCESS_DENIED', summary: 'GuardDuty is denied.' };
    expect(unreadServices([step, step])).toEqual([
      { ...denied, services: [], messages: ['GuardDuty is denied.'] },
    ]);
  });

  it('ignores a service that the Region does not have, other codes and other data', () => {
    const absent = { services: [{ service: 'inspector', status: 'unsupported_region' }] };
    const other = { code: 'FINDING_NOT_FOUND', summary: 'No.', result: { services: 'none' } };
    expect(unreadServices([{ result: absent }, {}, other])).toEqual([]);
  });
});
