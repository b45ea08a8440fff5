const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether a credential is safe to send to this URL: `https:`, or `http:` to loopback, and without a
 * user name, a password or a fragment.
 */
export const isSecureUrl = (url: URL): boolean => {
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname));
};
