import { GetDetector$, ListDetectors$, ListFindings$ } from '@aws-sdk/client-guardduty';
import { describe, expect, it } from '@jest/globals';
import { anyResource, operation } from '../aws-endpoint/operation.ts';
import { awsService } from './aws-service.ts';
import { operatorActionsOf } from './operator-actions.ts';

const form = { resource: anyResource, run: () => ({}) };

const service = awsService({
  signingName: 'guardduty',
  api: {
    protocol: 'restJson1',
    hop: 7,
    validationCode: 'BadRequestException',
    operations: [
      operation(ListFindings$, { action: 'guardduty:ListFindings', ...form }),
      operation(GetDetector$, { action: 'guardduty:ListFindings', ...form }),
      operation(ListDetectors$, { action: 'guardduty:Write', deniedToOperator: true, ...form }),
    ],
    handledOperations: [{ name: 'Stream', action: 'guardduty:Stream' }],
  },
});

describe('the actions of the operator', () => {
  it('are those of every operation, except the denied ones', () => {
    expect(operatorActionsOf([service, awsService({ signingName: 'logs' })])).toEqual([
      'guardduty:ListFindings',
      'guardduty:Stream',
    ]);
  });
});
