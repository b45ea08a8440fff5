import { parseBoundedJson } from '@hopwise/contracts/bounded-json';
/** The value of a JSON text, or `undefined` if the text is not JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return parseBoundedJson(text);
  } catch {
    return undefined;
  }
};
