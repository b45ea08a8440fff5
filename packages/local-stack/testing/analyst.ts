/** A user for stacks whose hop 1 takes a token. */
export const analyst = {
  username: 'analyst',
  password: 'a password of this test only',
  email: 'analyst@example.com',
};
