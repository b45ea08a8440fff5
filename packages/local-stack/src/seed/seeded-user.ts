import { randomBytes } from 'node:crypto';
import type { CognitoUser } from '../cognito/pool/cognito-user.ts';

/** The user with whom a stage that asks for a sign-in can be tried. The password is new at each start. */
export const createSeededUser = (): CognitoUser => ({
  username: 'analyst',
  password: randomBytes(18).toString('base64url'),
  email: 'analyst@example.com',
});
