/** A user for stages whose hop 1 takes a token. */
export const analyst = {
  username: 'analyst',
  password: 'a password of this test only',
  email: 'analyst@example.com',
};
