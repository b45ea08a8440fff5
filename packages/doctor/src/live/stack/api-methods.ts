import type { Chain } from '@hopwise/chain/chain';
import type { StackOutput } from './deployed-chain.ts';

/** A method of a REST API, or a route of an HTTP API, that runs a function. */
export type ApiMethod = {
  readonly apiId: string;
  readonly kind: 'method' | 'route';
  readonly verb: string;
  /** The path, with a leading slash. */
  readonly path: string;
  /** The address of the API's stage. */
  readonly apiUrl: string;
  readonly functionArn: string;
  /** The source ARN that API Gateway shows to the function. */
  readonly sourceArn: string;
  /** Whether the function invokes an agent. */
  readonly leadsToAgent: boolean;
};

type Surroundings = {
  readonly outputs: readonly StackOutput[];
  /** ARNs of the functions that invoke an agent. */
  readonly callers: ReadonlySet<string>;
};

const source = /^arn:[^:]*:execute-api:([^:]*):[^:]*:([^/]+)\/([^/]*)\/([^/]*)\/?(.*)$/;

export const methodsOf = (
  { links }: Chain,
  { outputs, callers }: Surroundings,
): readonly ApiMethod[] =>
  links
    .filter(({ kind }) => kind === 'api → function')
    .flatMap(({ from, to, source: sourceArn = '' }): readonly ApiMethod[] => {
      const [, region, apiId, stage, verb, path] = source.exec(sourceArn) ?? [];
      if (apiId === undefined || stage === undefined || verb === undefined) return [];
      const own = `https://${apiId}.execute-api.${region}.amazonaws.com/${stage}`;
      return [
        {
          apiId,
          kind: from.type === 'AWS::ApiGateway::Method' ? 'method' : 'route',
          verb,
          path: `/${path}`,
          apiUrl: addressIn(outputs, apiId, stage) ?? own,
          functionArn: to,
          sourceArn,
          leadsToAgent: callers.has(to),
        },
      ];
    })
    .toSorted((one, other) => Number(other.leadsToAgent) - Number(one.leadsToAgent));

/** The output with the address of an API's stage. An API with its own domain can have one, and the local stack has. */
const addressIn = (
  outputs: readonly StackOutput[],
  apiId: string,
  stage: string,
): string | undefined =>
  outputs
    .filter(({ text, value }) => /^https?:\/\/\S+$/.test(value) && text.includes(apiId))
    .find(({ text }) => withoutSlash(text).endsWith(`/${stage}`))
    ?.value.replace(/\/$/, '');

const withoutSlash = (url: string): string => url.replace(/\/$/, '');
