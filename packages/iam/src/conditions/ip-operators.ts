import { isIP } from 'node:net';
import { textOf } from '../policy-text.ts';
import { type Comparison, negative, positive } from './condition-operator.ts';

type Address = { readonly bits: bigint; readonly length: 32 | 128 };

const numberOf = (parts: readonly string[], radix: 10 | 16): bigint =>
  parts.reduce(
    (bits, part) => (bits << (radix === 10 ? 8n : 16n)) + BigInt(Number.parseInt(part, radix)),
    0n,
  );

/** Reads an IPv6 address. `URL` writes the parts in hexadecimal, also those that the text has in dotted form. */
const ipv6Bits = (text: string): bigint => {
  const canonical = new URL(`http://[${text}]/`).hostname.slice(1, -1);
  const [head = [], tail = []] = canonical
    .split('::')
    .map((side) => side.split(':').filter((part) => part !== ''));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return numberOf([...head, ...zeros, ...tail], 16);
};

const parseAddress = (text: string): Address | undefined => {
  const version = isIP(text);
  if (version === 4) return { bits: numberOf(text.split('.'), 10), length: 32 };
  return version === 6 && !text.includes('%') ? { bits: ipv6Bits(text), length: 128 } : undefined;
};

type Block = { readonly address: Address; readonly prefix: number | undefined };

/** Reads an address, or a block in the notation of RFC 4632. */
const parseBlock = (text: string): Block | undefined => {
  const [, written = '', length] = /^([^/]*)(?:\/(0|[1-9]\d{0,2}))?$/.exec(text) ?? [];
  const address = parseAddress(written);
  const prefix = length === undefined ? undefined : Number(length);
  if (address === undefined || (prefix ?? 0) > address.length) return undefined;
  return { address, prefix };
};

const network = ({ bits, length }: Address, prefix: number): bigint =>
  bits >> BigInt(length - prefix);

/** An IPv4 address in the form of an IPv6 address: ::ffff:0:0/96. */
const isMapped = (address: Address): boolean =>
  address.length === 128 && network(address, 96) === 0xffffn;

const hasHostBits = ({ bits, length }: Address, prefix: number): boolean =>
  network({ bits, length }, prefix) << BigInt(length - prefix) !== bits;

/**
 * Whether an address is in a block. AWS's documentation does not say how these compare: a text that is not an
 * address, an IPv4 address in IPv6 form, and a block with bits after its prefix.
 * For an address without a prefix, it says that the prefix is 32. For IPv6 that can mean the address or a block,
 * so only addresses for which both give the same answer are decided.
 */
const inBlock: Comparison = {
  accepts: (expected) => parseBlock(expected) !== undefined,
  allowsVariables: false,
  matches: (actual, expected) => {
    const block = parseBlock(textOf(expected));
    const address = parseAddress(actual);
    if (block === undefined || address === undefined) return 'undecided';
    const { prefix = 32 } = block;
    if (isMapped(address) || isMapped(block.address)) return 'undecided';
    if (address.length !== block.address.length) return false;
    if (block.prefix !== undefined && hasHostBits(block.address, prefix)) return 'undecided';
    if (network(address, prefix) !== network(block.address, prefix)) return false;
    return block.prefix !== undefined || address.bits === block.address.bits || 'undecided';
  },
};

export const ipOperators = {
  IpAddress: positive(inBlock),
  NotIpAddress: negative(inBlock),
};
