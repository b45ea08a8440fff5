/** A user for stacks whose hop 1 requires a token. */
export const analyst = {
  username: 'analyst',
  password: 'a password for tests only',
  email: 'analyst@example.com',
};
