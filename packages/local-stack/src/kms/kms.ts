import { awsService } from '../aws-service/aws-service.ts';
import { assembleKeys } from './assemble-keys.ts';
import { alias } from './resource-types/alias.ts';
import { key } from './resource-types/key.ts';

/** KMS. It serves no operation: its keys decide who can read the secrets that they encrypt. */
export const kms = awsService({
  signingName: 'kms',
  types: [key, alias],
  assemble: assembleKeys,
});
