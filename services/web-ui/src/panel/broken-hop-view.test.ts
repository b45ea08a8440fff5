import type { FaultState } from '@hopwise/contracts/faults';
import type { Finding } from '@hopwise/contracts/finding';
import { describe, expect, it } from '@jest/globals';
import { hopViews } from '../auth-path/hop-views.ts';
import { brokenHopOf } from './broken-hop-view.ts';

const fault = (name: string, hop: number, on = true): FaultState => ({
  name,
  hop,
  seen: 'An effect.',
  outcome: 'breaks',
  on,
});

const finding: Finding = {
  code: 'CLIENT_NOT_ALLOWED',
  hop: 6,
  severity: 'error',
  observed: 'o',
  expected: 'e',
  where: 'w',
  cure: 'c',
};

const codesOf = (name: string) => (name === 'wrong-client' ? ['CLIENT_NOT_ALLOWED'] : []);
const faults = [
  fault('invoke-agent-denied', 3, false),
  fault('issuer-dead', 6),
  fault('wrong-client', 6),
];
const passed = hopViews({ reports: [], decisions: [], isRunning: false });
const failedAt = (hop: number) =>
  hopViews({ reports: [], decisions: [], isRunning: false, failure: { code: 'TURN_FAILED', hop } });

describe('brokenHopOf', () => {
  it('finds nothing while no hop is broken', () => {
    expect(brokenHopOf({ views: passed, findings: new Map(), faults }, codesOf)).toBeUndefined();
  });

  it('names the fault that produces the code of the finding', () => {
    const findings = new Map([[6, [finding]]]);
    const broken = brokenHopOf({ views: passed, findings, faults }, codesOf);
    expect(broken?.view.hop).toBe(6);
    expect(broken?.findings).toEqual([finding]);
    expect(broken?.causes.map(({ name }) => name)).toEqual(['wrong-client']);
  });

  it('names every fault of the hop while the doctor has found nothing', () => {
    const broken = brokenHopOf({ views: failedAt(6), findings: new Map(), faults }, codesOf);
    expect(broken?.causes.map(({ name }) => name)).toEqual(['issuer-dead', 'wrong-client']);
  });

  it('names the first hop if several are broken, and no fault that is off', () => {
    const findings = new Map([[6, [finding]]]);
    const broken = brokenHopOf({ views: failedAt(3), findings, faults }, codesOf);
    expect(broken?.view.hop).toBe(3);
    expect(broken?.causes).toEqual([]);
  });
});
