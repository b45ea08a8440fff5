/** Returns the address of a link in text from a model, or `undefined` if it is not a web address. */
export const safeLink = (href: string | undefined): string | undefined => {
  if (href === undefined || !URL.canParse(href)) return undefined;
  const { protocol } = new URL(href);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
};
