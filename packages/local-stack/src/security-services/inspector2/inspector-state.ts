import type { Account } from '../../account.ts';
import { AwsError } from '../../aws-endpoint/aws-error.ts';
import type { SeededAccount } from '../../seed/seeded-account.ts';

/** The state of Inspector. */
export type InspectorState = SeededAccount['inspector'] & { readonly account: Account };

export const invalidInspectorInput = (message: string): AwsError =>
  new AwsError('ValidationException', message, { members: { reason: 'FIELD_VALIDATION_FAILED' } });
