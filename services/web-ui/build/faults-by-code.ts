/** Reads from `docs/findings.md` which fault switches produce each code. Codes without a switch are absent. */
export const faultsByCode = (page: string): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    page.split(/^(?=## )/m).flatMap((section) => {
      const code = /^## ([A-Z][A-Z0-9_]+)\n/.exec(section)?.[1];
      const names = /^- \*\*Faults\*\*: (.+)\.$/m.exec(section)?.[1];
      if (code === undefined || names === undefined) return [];
      return [[code, names.split(', ').map((name) => name.replaceAll('`', ''))]];
    }),
  );
