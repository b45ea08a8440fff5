import { randomUUID } from 'node:crypto';
import { secretsEqual } from './secrets-equal.ts';

/** A confirmed user of every pool. */
export type CognitoUser = {
  readonly username: string;
  readonly password: string;
  readonly email?: string;
};

export type SignedUpUser = CognitoUser & {
  /** A random UUID, as Cognito assigns to each user. */
  readonly sub: string;
};

export type UserDirectory = {
  /** Returns the user with this name and password. */
  authenticate(username: string, password: string): SignedUpUser | undefined;
  find(sub: string): SignedUpUser | undefined;
};

export const createUserDirectory = (users: readonly CognitoUser[]): UserDirectory => {
  const signedUp = users.map((user) => ({ ...user, sub: randomUUID() }));
  return {
    authenticate(username, password) {
      const user = signedUp.find((one) => one.username === username);
      const matches = secretsEqual(user?.password ?? randomUUID(), password);
      return matches ? user : undefined;
    },
    find: (sub) => signedUp.find((one) => one.sub === sub),
  };
};
