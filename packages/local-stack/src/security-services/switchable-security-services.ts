import type { AwsService } from '../aws-endpoint/aws-service.ts';
import { lateService } from '../aws-endpoint/late-service.ts';
import type { SeededAccount } from '../seed/seeded-account.ts';
import {
  createSecurityServices,
  type SecurityServicesOptions,
} from './create-security-services.ts';

/** Signing names of the services that an account may have enabled or not. */
export type SecurityServiceName = 'securityhub' | 'guardduty' | 'inspector2' | 'access-analyzer';

/** The security services of an account, each of which can be disabled and enabled again. */
export type SwitchableSecurityServices = {
  readonly services: readonly AwsService[];
  /** Disables a service; what is returned enables it again. */
  disable(name: SecurityServiceName): () => void;
};

export const createSwitchableSecurityServices = (
  options: SecurityServicesOptions,
): SwitchableSecurityServices => {
  const disabled = new Set<string>();
  const whenDisabled = createSecurityServices({ ...options, seed: nothingEnabled(options.seed) });
  const services = createSecurityServices(options).map((enabled, index) =>
    lateService(enabled.signingName, () =>
      disabled.has(enabled.signingName) ? (whenDisabled[index] ?? enabled) : enabled,
    ),
  );
  return {
    services,
    disable(name) {
      disabled.add(name);
      return () => disabled.delete(name);
    },
  };
};

/** Each service has its own way to say that it is not enabled. */
const nothingEnabled = (seed: SeededAccount): SeededAccount => ({
  ...seed,
  securityHub: { enabled: false, findings: [] },
  guardDuty: { detectors: [] },
  inspector: { status: 'DISABLED', findings: [] },
  accessAnalyzer: { analyzers: [], findings: [] },
});
