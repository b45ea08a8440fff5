import { withoutStandIns } from './stand-ins.ts';
import type { Texts } from './texts.ts';

/** A text of a template as a pattern of ARNs, in which the unknown parts match any text. Undefined if it is no ARN. */
export const arnPattern = (text: string, texts: Texts): string | undefined => {
  const whole = texts.of(text);
  return whole.startsWith('arn:') ? withoutStandIns(whole) : undefined;
};

/** The service and the kind of resource in an ARN, for instance `bedrock:agent-alias`. Undefined if the text does not show them. */
export const arnKind = (text: string, texts: Texts): string | undefined => {
  const [, service, kind] = /^arn:[^:]*:([a-z0-9-]+):.*?:([a-z-]+)[/:]/.exec(texts.of(text)) ?? [];
  return service === undefined ? undefined : `${service}:${kind}`;
};
