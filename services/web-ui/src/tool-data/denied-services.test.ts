import { describe, expect, it } from '@jest/globals';
import { deniedServices } from './denied-services.ts';

const guardDuty = { service: 'guardduty', status: 'access_denied' };

describe('deniedServices', () => {
  it('names each denied service once, in the results of every tool', () => {
    const results = [
      { services: [{ service: 'inspector', status: 'enabled' }, guardDuty] },
      { byService: [guardDuty] },
    ];
    expect(deniedServices(results)).toEqual(['GuardDuty']);
  });

  it('ignores a service that is off, and other data', () => {
    const off = { services: [{ service: 'inspector', status: 'disabled' }] };
    expect(deniedServices([off, undefined, { services: 'none' }])).toEqual([]);
  });
});
