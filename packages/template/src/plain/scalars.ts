import { notPlain } from './text-cursor.ts';

/** First signs of plain scalars that the core schema of YAML can read as something else than text. */
const typed = /^[-+.0-9~nNtTfF]/;

const isNull = /^(?:~|[Nn]ull|NULL)$/;
const isBoolean = /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/;
const isDecimal = /^[-+]?[0-9]+$/;
const isFloat = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const isSpecial = /^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/;

/** The value of a plain scalar without a tag. https://yaml.org/spec/1.2.2/#103-core-schema */
export const plainValue = (text: string): unknown => {
  if (!typed.test(text)) return text;
  if (isDecimal.test(text)) return Number.parseInt(text, 10);
  if (isFloat.test(text)) return Number.parseFloat(text);
  if (isNull.test(text)) return null;
  if (isBoolean.test(text)) return /^[tT]/.test(text);
  return isSpecial.test(text) ? notPlain('a number in another form') : text;
};

/** Refuses the first signs of anything that is not a plain scalar, and an empty text. */
export const refuseIndicator = (text: string): void => {
  if (/^(?:$|[[\]{}#&*!|>'"%@`,?:]|-(?:[ ,[\]{}]|$))/.test(text)) notPlain('an indicator');
};
