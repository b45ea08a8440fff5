import { randomBytes } from 'node:crypto';
import type { CognitoUser } from '../cognito/pool/cognito-user.ts';

/** The user for trying a stage that requires a sign-in. The password is new at each start. */
export const createSeededUser = (): CognitoUser => ({
  username: 'analyst',
  password: randomBytes(18).toString('base64url'),
  email: 'analyst@example.com',
});
