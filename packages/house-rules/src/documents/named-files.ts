/**
 * The files that a document names: inline code with a slash and an ending, and the targets of relative links.
 * @returns paths as they are written, without the `:line` or `#anchor` after them
 */
export const namedFiles = (markdown: string): string[] => {
  const inCode = [...markdown.matchAll(/`([\w@.-]+\/[\w@./-]*\.\w+)(?::\d+)?`/g)];
  const inLinks = [...markdown.matchAll(/\]\((?!\w+:|#)([^)#]+)(?:#[^)]*)?\)/g)];
  return [...inCode, ...inLinks].flatMap(([, path]) => path ?? []);
};
