import { AuthError } from '../errors/auth-error.ts';
import {
  isBoolean,
  isClock,
  isFunction,
  isIntegerWithin,
  isMilliseconds,
  isPlainObject,
  optional,
  type Rule,
  type Rules,
  readChecked,
} from '../options/option-rules.ts';
import type {
  AwsJsonCallOptions,
  AwsJsonClientOptions,
  AwsJsonCommand,
} from './aws-json-client.ts';
import type { AwsJsonService } from './service-endpoint.ts';

const isText: Rule = [(value) => typeof value === 'string', 'a string'];

export const serviceRules: Rules<AwsJsonService> = {
  signingName: isText,
  targetPrefix: optional(isText),
  endpointVariable: isText,
  isDualStack: optional(isBoolean),
  maxResponseBytes: optional(isIntegerWithin(1, 100_000_000)),
};

/** A handler of the SDK is refused, too: this client would not use it. */
const handlerOptions: Readonly<Record<string, (value: unknown) => boolean>> = {
  connectionTimeout: isMilliseconds[0],
  requestTimeout: isMilliseconds[0],
  throwOnRequestTimeout: (value) => typeof value === 'boolean',
};

const isHandler: Rule = [
  (value) =>
    isPlainObject(value) &&
    Object.entries(value).every(
      ([name, option]) =>
        Object.hasOwn(handlerOptions, name) &&
        (option === undefined || handlerOptions[name]?.(option) === true),
    ),
  'an object with only connectionTimeout and requestTimeout, in milliseconds, and throwOnRequestTimeout',
  (value) => (isPlainObject(value) ? { ...value } : value),
];

/** A number of tries without a bound would send requests until the function's time is over. */
export const clientOptionRules: Rules<AwsJsonClientOptions> = {
  region: optional(isText),
  endpoint: optional(isText),
  credentials: optional([
    (value) => typeof value === 'function' || (typeof value === 'object' && value !== null),
    'credentials, or a function that returns them',
  ]),
  maxAttempts: optional(isIntegerWithin(1, 10)),
  requestHandler: optional(isHandler),
  send: optional(isFunction),
  clock: optional(isClock),
  random: optional(isFunction),
};

const callRules: Rules<AwsJsonCallOptions> = {
  abortSignal: optional([(value) => value instanceof AbortSignal, 'an AbortSignal']),
};

/** A checked copy of the options of a call. Throws `REQUEST_INVALID`. */
export const readCallOptions = (options: AwsJsonCallOptions): AwsJsonCallOptions =>
  readChecked(options, callRules, { owner: 'send', code: 'REQUEST_INVALID' });

/** A copy of a command's input. Throws `REQUEST_INVALID` for an input that is not an object, or that cannot be read. */
export const copyInput = <Input extends object>(input: Input): Input => {
  try {
    if (typeof input === 'object' && input !== null) return { ...input };
  } catch {
    // A getter or a proxy can throw anything.
  }
  throw new AuthError('REQUEST_INVALID', 'the input of the command must be an object');
};

/** The only members that are not lists of names. */
const otherMembers: Readonly<Record<string, (value: unknown) => boolean>> = {
  isCapitalized: isBoolean[0],
  names: (value) =>
    isPlainObject(value) && Object.values(value).every((name) => typeof name === 'string'),
};

const isMember = ([name, value]: readonly [string, unknown]): boolean =>
  Object.hasOwn(otherMembers, name)
    ? otherMembers[name]?.(value) === true
    : Array.isArray(value) && value.every((each) => typeof each === 'string');

const isRestRequest: Rule = [
  (value) => {
    if (!isPlainObject(value)) return false;
    const {
      method,
      path,
      query = {},
      body = {},
    }: Readonly<Record<string, unknown>> = {
      ...value,
    };
    const isForm =
      (method === 'GET' || method === 'POST') && /^\/(?!\/)[\x21-\x7e]*$/.test(`${path}`);
    return isForm && isPlainObject(query) && typeof body === 'object' && body !== null;
  },
  'a method, a path, and optionally a query and a body',
];

/** Returns a checked copy of a command. Throws `REQUEST_INVALID`. */
export const readCommand = <Output extends object>(
  command: AwsJsonCommand<Output>,
): AwsJsonCommand<Output> => {
  const rules: Rules<Omit<AwsJsonCommand<Output>, 'output'>> = {
    operation: [
      (value) => typeof value === 'string' && /^[A-Za-z]\w*$/.test(value),
      'the name of an operation',
    ],
    input: [(value) => typeof value === 'object' && value !== null, 'an object'],
    members: optional([
      (value) => isPlainObject(value) && Object.entries(value).every(isMember),
      'lists of names',
    ]),
    rest: optional(isRestRequest),
  };
  return readChecked<Omit<AwsJsonCommand<Output>, 'output'>>(command, rules, {
    owner: 'the command',
    code: 'REQUEST_INVALID',
    ignoresUnknown: true,
  });
};
