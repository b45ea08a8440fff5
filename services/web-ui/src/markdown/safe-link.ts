/** The address of a link in a text that a model wrote, or nothing where it is not a plain web address. */
export const safeLink = (href: string | undefined): string | undefined => {
  if (href === undefined || !URL.canParse(href)) return undefined;
  const { protocol } = new URL(href);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
};
