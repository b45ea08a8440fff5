const { format } = process.getBuiltinModule('node:util');
const { env } = process;

const levels = {
  trace: 'TRACE',
  debug: 'DEBUG',
  log: 'INFO',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
};

const ranks = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/**
 * Time, request id, level and message, separated by tabs. Line breaks become carriage returns, as on AWS.
 */
const textLine = (requestId, level, values) =>
  [
    new Date().toISOString(),
    requestId ?? 'undefined',
    level,
    format(...values).replaceAll('\n', '\r'),
  ].join('\t');

const errorMembers = ({ name, message, stack = '' }) => ({
  errorType: name,
  errorMessage: message,
  stackTrace: stack.split('\n').slice(1),
});

/** Keeps a single object as an object, and formats anything else as text. */
const messageOf = (values) => {
  const [first] = values;
  if (values.length !== 1 || typeof first !== 'object' || first === null) return format(...values);
  if (first instanceof Error) return errorMembers(first);
  try {
    JSON.stringify(first);
    return first;
  } catch {
    return format(first);
  }
};

const jsonLine = (requestId, level, values) => {
  const error = values.find((value) => value instanceof Error);
  return JSON.stringify({
    timestamp: new Date().toISOString(),
    level,
    requestId,
    message: messageOf(values),
    ...(values.length > 1 && error && errorMembers(error)),
  });
};

const isJson = env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
const lineOf = isJson ? jsonLine : textLine;
const leastRank = isJson ? ranks.indexOf(env.AWS_LAMBDA_LOG_LEVEL) : 0;

/**
 * Writes one log event in the function's log format.
 * @param {string | undefined} requestId @param {string} level @param {unknown[]} values
 */
export const writeLine = (requestId, level, values) => {
  if (ranks.indexOf(level) < leastRank) return;
  process.stdout.write(`${lineOf(requestId, level, values)}\n`);
};

/** @param {() => string | undefined} currentRequestId */
export const formatConsole = (currentRequestId) => {
  for (const [method, level] of Object.entries(levels)) {
    console[method] = (...values) => writeLine(currentRequestId(), level, values);
  }
};
