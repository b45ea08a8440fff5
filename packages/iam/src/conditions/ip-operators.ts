import { BlockList, isIP } from 'node:net';
import { textOf } from '../policy-text.ts';
import { type Comparison, negative, positive } from './condition-operator.ts';

const familyOf = (address: string): 'ipv4' | 'ipv6' | undefined => {
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 4 ? 'ipv4' : 'ipv6';
};

type Block = {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
};

/** Reads an address, or a block in the notation of RFC 4632. */
const parseBlock = (text: string): Block | undefined => {
  const [, address = '', length] = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  const family = familyOf(address);
  if (family === undefined) return undefined;
  const longest = family === 'ipv4' ? 32 : 128;
  const prefix = length === undefined ? longest : Number(length);
  return prefix > longest ? undefined : { address, prefix, family };
};

const inBlock: Comparison = {
  accepts: (expected) => parseBlock(expected) !== undefined,
  allowsVariables: false,
  matches: (actual, expected) => {
    const block = parseBlock(textOf(expected));
    if (block === undefined || familyOf(actual) !== block.family) return false;
    const list = new BlockList();
    list.addSubnet(block.address, block.prefix, block.family);
    return list.check(actual, block.family);
  },
};

export const ipOperators = {
  IpAddress: positive(inBlock),
  NotIpAddress: negative(inBlock),
};
