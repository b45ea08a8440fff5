/** A part of a text of `Fn::Sub`: literal text, or the name between `${` and `}`. */
export type TextPart = { readonly text: string } | { readonly name: string };

/**
 * Splits a text of `Fn::Sub` in linear time. `${!name}` is the literal text `${name}`. A `${` without an end is literal.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
 */
export const textParts = (text: string): readonly TextPart[] => {
  const parts: TextPart[] = [];
  let position = 0;
  for (;;) {
    const start = text.indexOf('${', position);
    const end = start < 0 ? -1 : text.indexOf('}', start);
    if (end < 0) break;
    if (start > position) parts.push({ text: text.slice(position, start) });
    parts.push(partOf(text.slice(start + 2, end)));
    position = end + 1;
  }
  if (position < text.length) parts.push({ text: text.slice(position) });
  return parts;
};

const partOf = (inside: string): TextPart => {
  if (inside.startsWith('!')) return { text: `\${${inside.slice(1)}}` };
  const name = inside.trim();
  return name === '' ? { text: `\${${inside}}` } : { name };
};

/** Literal text in the form of `Fn::Sub`. */
export const escapeText = (text: string): string => text.replaceAll('${', '${!');
