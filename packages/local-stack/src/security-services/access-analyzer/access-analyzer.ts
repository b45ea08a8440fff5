import * as client from '@aws-sdk/client-accessanalyzer';
import { awsService } from '../../aws-service/aws-service.ts';
import { securityAccount } from '../security-account.ts';
import type { AccessAnalyzerState } from './access-analyzer-state.ts';
import { getFindingV2 } from './get-finding-v2.ts';
import { listAnalyzers } from './list-analyzers.ts';
import { listFindingsV2 } from './list-findings-v2.ts';

/** IAM Access Analyzer of the seeded account. */
export const accessAnalyzer = awsService<undefined, AccessAnalyzerState>({
  signingName: 'access-analyzer',
  api: {
    protocol: 'restJson1',
    clients: [client],
    hop: 7,
    path: /^\/(analyzer|findingv2)(\/|$)/,
    validationCode: 'ValidationException',
    operations: [listAnalyzers, listFindingsV2, getFindingV2],
  },
  start({ ports }) {
    const { held } = ports.use(securityAccount);
    return {
      state: {
        get analyzers() {
          return held.accessAnalyzer.analyzers;
        },
        get findings() {
          return held.accessAnalyzer.findings;
        },
      },
    };
  },
});
