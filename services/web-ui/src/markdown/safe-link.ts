export type SafeLink = {
  readonly address: string;
  /** Host and port that the address leads to, with an international name in its ASCII form. */
  readonly host: string;
};

/**
 * Reads the address of a link in text from a model. Returns `undefined` if it is not the web address of another site:
 * a link into the page could pass for one of the page's own links, and a user name could pass for a host.
 */
export const safeLink = (href: string | undefined, pageOrigin: string): SafeLink | undefined => {
  if (href === undefined || !URL.canParse(href)) return undefined;
  const { protocol, origin, host, username, password } = new URL(href);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  if (!isWeb || origin === pageOrigin || username !== '' || password !== '') return undefined;
  return { address: href, host };
};

/** Whether the text of a link is its address, with or without the scheme. Then it already shows where the link leads. */
export const isOwnAddress = (text: unknown, { address }: SafeLink): boolean =>
  typeof text === 'string' && (text === address || text === address.replace(/^https?:\/\//, ''));
