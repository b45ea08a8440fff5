import * as client from '@aws-sdk/client-inspector2';
import { awsService } from '../../aws-service/aws-service.ts';
import { securityAccount } from '../security-account.ts';
import { batchGetAccountStatus } from './batch-get-account-status.ts';
import type { InspectorState } from './inspector-state.ts';
import { listFindings } from './list-findings.ts';

/** Inspector of the seeded account. */
export const inspector2 = awsService<undefined, InspectorState>({
  signingName: 'inspector2',
  api: {
    protocol: 'restJson1',
    clients: [client],
    hop: 7,
    path: /^\/(findings\/list|status\/batch\/get)$/,
    validationCode: 'ValidationException',
    operations: [listFindings, batchGetAccountStatus],
  },
  start({ account, ports }) {
    const { held } = ports.use(securityAccount);
    return {
      state: {
        account,
        get status() {
          return held.inspector.status;
        },
        get findings() {
          return held.inspector.findings;
        },
      },
    };
  },
});
