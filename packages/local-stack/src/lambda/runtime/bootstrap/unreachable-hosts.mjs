import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { promisify } from 'node:util';
// biome-ignore lint/correctness/useImportExtensions: Biome reads the extension of the declaration file.
import { isAwsHost } from './aws-host.mjs';

const notFound = (hostname, deployed) => {
  const what = deployed.length > 0 ? deployed.join(', ') : 'nothing with an address';
  const message = `getaddrinfo ENOTFOUND ${hostname}: no resource of the local stack has this address. Deployed: ${what}.`;
  return Object.assign(new Error(message), { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname });
};

/**
 * Makes every host of AWS unreachable, because the local stack maps the addresses of deployed resources to loopback.
 * Without this, a call with a wrong address would leave the machine.
 *
 * @param deployed the AWS hosts of the deployed resources, for the message
 */
export const refuseAwsHosts = (deployed) => {
  const { lookup } = dns;
  const { lookup: lookupPromise } = dns.promises;
  const refusing = (hostname, ...rest) => {
    if (!isAwsHost(hostname)) return lookup(hostname, ...rest);
    process.nextTick(rest.at(-1), notFound(hostname, deployed));
    return {};
  };
  dns.promises.lookup = async (hostname, ...rest) => {
    if (isAwsHost(hostname)) throw notFound(hostname, deployed);
    return lookupPromise(hostname, ...rest);
  };
  refuseQueries(deployed);
  dns.lookup = Object.assign(refusing, { [promisify.custom]: dns.promises.lookup });
  syncBuiltinESMExports();
};

/** Queries to a DNS server, by the module and by resolvers, with a callback and with a promise. */
const refuseQueries = (deployed) => {
  for (const owner of [dns, dns.Resolver.prototype]) {
    replaceQueries(
      owner,
      (query) =>
        function (hostname, ...rest) {
          if (!isAwsHost(hostname)) return query.call(this, hostname, ...rest);
          process.nextTick(rest.at(-1), notFound(hostname, deployed));
          return {};
        },
    );
  }
  for (const owner of [dns.promises, dns.promises.Resolver.prototype]) {
    replaceQueries(
      owner,
      (query) =>
        async function (hostname, ...rest) {
          if (isAwsHost(hostname)) throw notFound(hostname, deployed);
          return query.call(this, hostname, ...rest);
        },
    );
  }
};

/** `resolve`, `resolve4`, `resolveCname` and the others. A resolver inherits them from a class that Node does not export. */
const replaceQueries = (owner, replacement) => {
  for (
    let holder = owner;
    holder && holder !== Object.prototype;
    holder = Object.getPrototypeOf(holder)
  ) {
    for (const name of Object.getOwnPropertyNames(holder)) {
      if (/^resolve/.test(name) && typeof holder[name] === 'function') {
        holder[name] = replacement(holder[name]);
      }
    }
  }
};
