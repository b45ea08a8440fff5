import { randomUUID } from 'node:crypto';
import { secretsEqual } from '../../access/secrets-equal.ts';

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

/** The names with which the users of a pool sign in. */
export type SignInNames = {
  /** Whether `Ada` and `ada` are two users. */
  readonly caseSensitive: boolean;
  /** `UsernameAttributes`: the email address replaces the username, which becomes the user's `sub`. */
  readonly emailAsUsername: boolean;
  /** `AliasAttributes`: the email address is a second name. */
  readonly emailAsAlias: boolean;
};

const usernamesOnly: SignInNames = {
  caseSensitive: true,
  emailAsUsername: false,
  emailAsAlias: false,
};

/** The first name with which a user signs in. */
export const signInNameOf = (
  { username, email = username }: CognitoUser,
  { emailAsUsername }: SignInNames = usernamesOnly,
): string => (emailAsUsername ? email : username);

export const createUserDirectory = (
  users: readonly CognitoUser[],
  names: SignInNames = usernamesOnly,
): UserDirectory => {
  const comparable = (name: string) => (names.caseSensitive ? name : name.toLowerCase());
  const signedUp = users.map((user) => {
    const sub = randomUUID();
    const aliases = names.emailAsAlias && user.email !== undefined ? [user.email] : [];
    const signInNames = [signInNameOf(user, names), ...aliases].map(comparable);
    return { signInNames, ...user, username: names.emailAsUsername ? sub : user.username, sub };
  });
  return {
    authenticate(name, password) {
      const user = signedUp.find(({ signInNames }) => signInNames.includes(comparable(name)));
      const matches = secretsEqual(user?.password ?? randomUUID(), password);
      return matches ? user : undefined;
    },
    find: (sub) => signedUp.find((one) => one.sub === sub),
  };
};
