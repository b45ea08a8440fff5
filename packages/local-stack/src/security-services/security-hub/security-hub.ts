import * as client from '@aws-sdk/client-securityhub';
import { awsService } from '../../aws-service/aws-service.ts';
import { securityAccount } from '../security-account.ts';
import { describeHub } from './describe-hub.ts';
import { getEnabledStandards } from './get-enabled-standards.ts';
import { getFindings } from './get-findings.ts';
import type { SecurityHubState } from './security-hub-state.ts';

/** Security Hub of the seeded account. */
export const securityHub = awsService<undefined, SecurityHubState>({
  signingName: 'securityhub',
  api: {
    protocol: 'restJson1',
    clients: [client],
    hop: 7,
    path: /^\/(findings|accounts|standards\/get)$/,
    messageMember: 'Message',
    validationCode: 'InvalidInputException',
    operations: [getFindings, describeHub, getEnabledStandards],
  },
  start({ account, clock, ports }) {
    const { held } = ports.use(securityAccount);
    return {
      state: {
        account,
        clock,
        subscribedAt: new Date(clock.now()).toISOString(),
        get enabled() {
          return held.securityHub.enabled;
        },
        get findings() {
          return held.securityHub.findings;
        },
      },
    };
  },
});
