/** A range of IPv4 addresses. */
type Range = { readonly first: number; readonly bits: number };

const rangeOf = (cidr: string): Range | undefined => {
  const [, address = '', length = ''] =
    /^((?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3})\/(0|[1-9]\d?)$/.exec(cidr) ?? [];
  const parts = address.split('.').map(Number);
  const bits = Number(length);
  if (length === '' || bits > 32) return undefined;
  if (parts.some((part) => part > 255)) return undefined;
  const value = parts.reduce((sum, part) => sum * 256 + part, 0);
  const size = 2 ** (32 - bits);
  return { first: Math.floor(value / size) * size, bits };
};

/** Whether a CIDR block of IPv4 is well-formed. */
export const isCidr = (cidr: string): boolean => rangeOf(cidr) !== undefined;

/** The number of fixed bits of a block, for instance 24. Undefined for a malformed block. */
export const prefixOf = (cidr: string): number | undefined => rangeOf(cidr)?.bits;

/** Whether a range contains every address of another one. False for a malformed block. */
export const contains = (outer: string, inner: string): boolean => {
  const [one, other] = [rangeOf(outer), rangeOf(inner)];
  if (!one || !other || one.bits > other.bits) return false;
  return other.first >= one.first && other.first < one.first + 2 ** (32 - one.bits);
};

/** Whether two ranges have an address in common. False for a malformed block. */
export const overlap = (one: string, other: string): boolean =>
  contains(one, other) || contains(other, one);
