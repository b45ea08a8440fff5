import { describe, expect, it } from '@jest/globals';
import { createUserDirectory, type SignInNames } from './cognito-user.ts';

const ada = { username: 'Ada', password: 'a password of this test', email: 'ada@example.com' };

const directoryWith = (names: Partial<SignInNames> = {}) =>
  createUserDirectory([ada], {
    caseSensitive: true,
    emailAsUsername: false,
    emailAsAlias: false,
    ...names,
  });

const signIn = (name: string, names?: Partial<SignInNames>) =>
  directoryWith(names).authenticate(name, ada.password);

describe('a user of a pool', () => {
  it('signs in with the username in its case', () => {
    expect(signIn('Ada')?.username).toBe('Ada');
    expect(signIn('ada')).toBeUndefined();
    expect(signIn(ada.email)).toBeUndefined();
    expect(directoryWith().authenticate('Ada', 'another password')).toBeUndefined();
  });

  it('signs in with the username in any case if the pool ignores it', () => {
    expect(signIn('aDA', { caseSensitive: false })?.username).toBe('Ada');
  });

  it('signs in with an alias', () => {
    expect(signIn(ada.email, { emailAsAlias: true })?.username).toBe('Ada');
    expect(signIn('Ada', { emailAsAlias: true })?.username).toBe('Ada');
  });

  it('signs in with the email address only if it replaces the username, which is the sub', () => {
    const user = signIn(ada.email, { emailAsUsername: true });
    expect(user?.username).toBe(user?.sub);
    expect(signIn('Ada', { emailAsUsername: true })).toBeUndefined();
  });
});
