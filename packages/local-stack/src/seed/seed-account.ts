import type { Account } from '../account.ts';
import { seedAccessAnalyzer } from './access-analyzer.ts';
import { seedGuardDuty } from './guardduty.ts';
import { seedInspector } from './inspector.ts';
import { createScene } from './scene.ts';
import { seedSecurityHub } from './security-hub.ts';
import type { SeededAccount } from './seeded-account.ts';

/**
 * An account after a two-day attack. A leaked access key of the build user led from reconnaissance to a
 * customer export that anyone can read. The account also has an internet-facing bastion with a critical
 * vulnerability, and roles that trust too much. Times are relative to `nowMs`.
 */
export const seedAccount = (options: {
  readonly account: Account;
  readonly nowMs: number;
}): SeededAccount => {
  const scene = createScene(options.account, options.nowMs);
  const detector = seedGuardDuty(scene);
  return {
    securityHub: { enabled: true, findings: seedSecurityHub(scene, detector) },
    guardDuty: { detectors: [detector] },
    inspector: { status: 'ENABLED', findings: seedInspector(scene) },
    accessAnalyzer: seedAccessAnalyzer(scene),
  };
};
