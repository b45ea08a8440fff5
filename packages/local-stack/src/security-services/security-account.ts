import { port } from '../aws-service/ports.ts';
import type { SeededAccount } from '../seed/seeded-account.ts';

/** Signing names of the services that an account can enable. */
export type SecurityServiceName = 'securityhub' | 'guardduty' | 'inspector2' | 'access-analyzer';

/** The security services of an account. Each can be disabled and enabled again. */
export type SecurityAccount = {
  /** The current data of each service. */
  readonly held: SeededAccount;
  /** Disables a service. Call the returned function to enable it again. */
  disable(name: SecurityServiceName): () => void;
};

export const securityAccount = port<SecurityAccount>('security account');

export const createSecurityAccount = (seed: SeededAccount): SecurityAccount => {
  const disabled = new Set<SecurityServiceName>();
  return {
    held: {
      get securityHub() {
        return disabled.has('securityhub') ? nothingEnabled.securityHub : seed.securityHub;
      },
      get guardDuty() {
        return disabled.has('guardduty') ? nothingEnabled.guardDuty : seed.guardDuty;
      },
      get inspector() {
        return disabled.has('inspector2') ? nothingEnabled.inspector : seed.inspector;
      },
      get accessAnalyzer() {
        return disabled.has('access-analyzer')
          ? nothingEnabled.accessAnalyzer
          : seed.accessAnalyzer;
      },
    },
    disable(name) {
      disabled.add(name);
      return () => disabled.delete(name);
    },
  };
};

/** Each service reports in its own way that it is not enabled. */
const nothingEnabled: SeededAccount = {
  securityHub: { enabled: false, findings: [] },
  guardDuty: { detectors: [] },
  inspector: { status: 'DISABLED', findings: [] },
  accessAnalyzer: { analyzers: [], findings: [] },
};
