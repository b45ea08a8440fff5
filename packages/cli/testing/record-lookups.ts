/**
 * `node --import record-lookups.ts` appends each host name that the process looks up to the file in LOOKUPS_FILE. Worker
 * threads and child processes inherit it through NODE_OPTIONS.
 */
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { isIP } from 'node:net';

const { LOOKUPS_FILE } = process.env;
const { lookup } = dns;

Object.assign(dns, {
  lookup: (...args: unknown[]) => {
    const [host] = args;
    const isLocal = typeof host !== 'string' || isIP(host) !== 0 || host === 'localhost';
    if (LOOKUPS_FILE !== undefined && !isLocal) appendFileSync(LOOKUPS_FILE, `${host}\n`);
    return Reflect.apply(lookup, dns, args);
  },
});
