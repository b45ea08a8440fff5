const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether a credential may travel to this URL: `https:` anywhere, `http:` to this machine alone, and
 * no user name, password or fragment in it.
 */
export const isSecureUrl = (url: URL): boolean => {
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname));
};
