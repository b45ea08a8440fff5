export type SafeLink = {
  readonly address: string;
  /** Host and port that the address leads to, with an international name in its ASCII form. */
  readonly host: string;
};

/** Names and addresses of this machine, in the form that `URL` gives them. */
const thisMachine =
  /^(?:(?:.+\.)?localhost\.?|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:7f.*\])$/;

/**
 * Reads the address of a link in text from a model. Returns `undefined` if it is not the web address of another host:
 * a link into the page could pass for one of the page's own links, and a user name could pass for a host. A browser
 * sends the page's cookie to every port of its host, so no port of the host or of this machine is linked.
 */
export const safeLink = (href: string | undefined, pageHostname: string): SafeLink | undefined => {
  if (href === undefined || !URL.canParse(href)) return undefined;
  const { protocol, hostname, host, username, password } = new URL(href);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  const isNear = hostname === pageHostname || thisMachine.test(hostname);
  if (!isWeb || isNear || username !== '' || password !== '') return undefined;
  return { address: href, host };
};

/**
 * The address of a link as text that cannot pass for another one: in ASCII, without letters that look alike and without marks
 * that change the order of signs.
 */
export const shownAddress = ({ address }: SafeLink): string => new URL(address).href;

/** Whether the text of a link is its address, with or without the scheme. Then it already shows where the link leads. */
export const isOwnAddress = (text: unknown, { address }: SafeLink): boolean =>
  typeof text === 'string' && (text === address || text === address.replace(/^https?:\/\//, ''));
