export type CodeSection = { readonly code: string; readonly markdown: string };

/** Splits `docs/findings.md` into its introduction and one section per code. */
export const codeSections = (
  page: string,
): { readonly introduction: string; readonly sections: readonly CodeSection[] } => {
  const [introduction = '', ...sections] = page.split(/^(?=## )/m);
  return {
    introduction: introduction.replace(/^# .*\n/, '').trim(),
    sections: sections.flatMap((section) => {
      const heading = /^## ([A-Z][A-Z0-9_]+)\n/.exec(section);
      const code = heading?.[1];
      return heading && code ? [{ code, markdown: section.slice(heading[0].length).trim() }] : [];
    }),
  };
};
