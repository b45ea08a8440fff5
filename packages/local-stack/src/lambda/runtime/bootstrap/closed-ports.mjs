import net from 'node:net';

const { env } = process;
const loopback = /^(?:localhost|127(?:\.\d+){3}|::1|\[::1\]|0\.0\.0\.0|::)$/i;
/** Private addresses, and names without a domain. The local stack does not know what they are. */
const local =
  /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254)\.[\d.]+$|^[^.:]+$|^f[cd][\da-f]{2}:|^fe80:/i;

const timedOut = (host, port) =>
  Object.assign(new Error(`connect ETIMEDOUT ${host}:${port}`), {
    code: 'ETIMEDOUT',
    errno: -110,
    syscall: 'connect',
    address: host,
    port,
  });

/** The port and host of a call of `connect`. Node's own callers pass their arguments as one list. */
const targetOf = ([first, second]) => {
  const given = Array.isArray(first) ? first[0] : first;
  if (typeof given === 'object' && given !== null) return given;
  return { port: given, host: typeof second === 'string' ? second : undefined };
};

/**
 * Makes hosts unreachable for a function in a VPC without a way out. As on AWS, the connection stays open without an
 * answer, and then times out. Another connection tells the local stack about it.
 *
 * @param {string} closed pairs of ports: the port of a host, and its silent port. `internet` means every other host.
 */
export const closePorts = (closed) => {
  const ports = new Map(closed.split(' ').map((pair) => pair.split('=')));
  const { connect } = net.Socket.prototype;
  const silentPortOf = (host, port) =>
    loopback.test(host)
      ? ports.get(String(port))
      : local.test(host)
        ? undefined
        : ports.get('internet');

  net.Socket.prototype.connect = function (...args) {
    const { host = 'localhost', port, path } = targetOf(args);
    const silentPort = path || port === undefined ? undefined : silentPortOf(host, port);
    if (silentPort === undefined) return connect.apply(this, args);
    this.connecting = true;
    const report = new net.Socket();
    connect.call(report, Number(silentPort), '127.0.0.1', () =>
      report.write(`x-amzn-trace-id: ${env._X_AMZN_TRACE_ID ?? ''}\r\n\r\n`),
    );
    report.on('error', () => undefined);
    report.once('close', () => this.destroy(timedOut(host, port)));
    this.once('close', () => report.destroy());
    return this;
  };
};
