/**
 * The newest items as a JSON array of at most `maxLength` UTF-16 code units. A browser gives an origin about five
 * million.
 */
export const newestThatFit = (items: readonly unknown[], maxLength: number): string => {
  let length = 2;
  const kept: string[] = [];
  for (const item of items) {
    const text = JSON.stringify(item);
    length += text.length + 1;
    if (length > maxLength) break;
    kept.push(text);
  }
  return `[${kept.join(',')}]`;
};
