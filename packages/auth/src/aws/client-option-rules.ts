import {
  hasMethods,
  isFunction,
  isIntegerWithin,
  isMilliseconds,
  isPlainObject,
  optional,
  type Rule,
  type Rules,
} from '../options/option-rules.ts';
import type { AwsJsonClientOptions } from './aws-json-client.ts';

const isText: Rule = [(value) => typeof value === 'string', 'a string'];

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
  clock: optional(hasMethods('now')),
  random: optional(isFunction),
};
