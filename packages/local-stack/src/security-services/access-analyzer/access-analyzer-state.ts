import { AwsError } from '../../aws-endpoint/aws-error.ts';
import type { SeededAccessFinding, SeededAccount } from '../../seed/seeded-account.ts';

/** The state of IAM Access Analyzer. */
export type AccessAnalyzerState = SeededAccount['accessAnalyzer'];

export const invalidAnalyzerInput = (message: string): AwsError =>
  new AwsError('ValidationException', message, { members: { reason: 'fieldValidationFailed' } });

export const analyzerNotFound = (
  resourceType: 'Analyzer' | 'Finding',
  resourceId: string,
): AwsError =>
  new AwsError('ResourceNotFoundException', `${resourceType} ${resourceId} is not found.`, {
    status: 404,
    members: { resourceId, resourceType },
  });

export const findingsOf = (
  { analyzers, findings }: AccessAnalyzerState,
  analyzerArn = '',
): readonly SeededAccessFinding['finding'][] => {
  if (!analyzers.some(({ arn }) => arn === analyzerArn)) {
    throw analyzerNotFound('Analyzer', analyzerArn);
  }
  return findings.filter((held) => held.analyzerArn === analyzerArn).map(({ finding }) => finding);
};
