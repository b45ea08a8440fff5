const patterns = [
  /arn:[a-z-]+:[^\s,"'<>`]+/gi,
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
  /"([^"]+)"|'([^']+)'|`([^`]+)`/g,
  /\b(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{6,}\b/gi,
  /#(\d+)\b/g,
] as const;

/** The identifiers in a question, the most certain kind first, and the question without them. */
export type Identified = { readonly identifiers: readonly string[]; readonly rest: string };

/** Finds ARNs, UUIDs, quoted text, and words with letters and digits, in this order. */
export const findIdentifiers = (question: string): Identified => {
  const identifiers: string[] = [];
  const rest = patterns.reduce(
    (text, pattern) =>
      text.replaceAll(pattern, (match: string, ...groups: unknown[]) => {
        const inner = groups.find((group) => typeof group === 'string' && group !== text);
        identifiers.push((typeof inner === 'string' ? inner : match).replace(/[.,;:!?)]+$/, ''));
        return ' ';
      }),
    question,
  );
  return { identifiers, rest };
};

const identifierName = /(?:^|[_-])(?:id|arn|identifier|key|number)$|(?:Id|Arn|Identifier)$/;

/** Whether a parameter of this name expects an identifier. */
export const isIdentifierName = (name: string): boolean => identifierName.test(name);
