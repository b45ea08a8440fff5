const { format } = process.getBuiltinModule('node:util');

const levels = {
  trace: 'TRACE',
  debug: 'DEBUG',
  log: 'INFO',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
};

/**
 * Writes one log event in Lambda's line format: time, request id, level and message, by tabs.
 * @param {string | undefined} requestId @param {string} level @param {unknown[]} values
 */
export const writeLine = (requestId, level, values) => {
  // A log event is one line; as on AWS, line breaks within it become carriage returns.
  const message = format(...values).replaceAll('\n', '\r');
  const fields = [new Date().toISOString(), requestId ?? 'undefined', level, message];
  process.stdout.write(`${fields.join('\t')}\n`);
};

/** @param {() => string | undefined} currentRequestId */
export const formatConsole = (currentRequestId) => {
  for (const [method, level] of Object.entries(levels)) {
    console[method] = (...values) => writeLine(currentRequestId(), level, values);
  }
};
