// Preloaded into a measured function. Replaces the native addon of the runtime client, and reports what the process
// needed until the response of its first invocation.
const http = require('node:http');
const Module = require('node:module');

const [host, port] = (process.env.AWS_LAMBDA_RUNTIME_API ?? '').split(':');

const request = (method, path, body) =>
  new Promise((resolve, reject) => {
    const outgoing = http.request(
      { host, port, method, path: `/2018-06-01/runtime${path}` },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        response.on('end', () => resolve({ bodyJson: text, headers: response.headers }));
      },
    );
    outgoing.on('error', reject).end(body);
  });

let invocations = 0;
let reported = Promise.resolve();

const usage = () => {
  const { user, system } = process.cpuUsage();
  return {
    cpuMs: (user + system) / 1_000,
    rssBytes: process.memoryUsage.rss(),
    hasUndici: process.moduleLoadList.some((name) => name.includes('undici')),
  };
};

const client = {
  initializeClient() {},
  async next() {
    await reported;
    invocations += 1;
    if (invocations > 1) process.exit(0);
    return request('GET', '/invocation/next');
  },
  done(id, body) {
    const measured = usage();
    reported = request('POST', `/invocation/${id}/response`, JSON.stringify({ measured, body }));
  },
  error(id, body) {
    reported = request('POST', `/invocation/${id}/error`, body);
  },
};

const load = Module._load;
Module._load = function loadWithStub(name, ...rest) {
  return String(name).endsWith('rapid-client.node') ? client : load.call(this, name, ...rest);
};
