import { render, unknownText } from '@hopwise/template/render';
import type { TemplateModel, TemplateResource } from '@hopwise/template/template-model';
import { type Deployment, deployedIdentity, located } from './deployment.ts';
import { type Identity, type IdentityInput, identities } from './identities.ts';
import { accountStandIn, generatedStandIn, regionStandIn, unknownStandIn } from './stand-ins.ts';

/** Texts of a template's values, with stand-ins. See `stand-ins.ts`. */
export type Texts = {
  /** The text of a value in a template. */
  of(value: unknown): string;
  /** The value of `Ref` or of an attribute. */
  attribute(logicalId: string, attribute: string): string;
  /** A text of the chain, with the account and the Region of the stack, as far as they are known. */
  located(text: string): string;
};

/** Most stacks are in the partition `aws`, and most templates write it. */
const pseudoParameters: ReadonlyMap<string, string> = new Map([
  ['AWS::AccountId', accountStandIn],
  ['AWS::Region', regionStandIn],
  ['AWS::Partition', 'aws'],
  ['AWS::URLSuffix', 'amazonaws.com'],
]);

const reference = /\$\{([A-Za-z0-9]+(?:::[A-Za-z]+)?)(?:\.([A-Za-z0-9.]+))?\}/g;

/** Deeper than references of one value to the next in a template. It ends circular references. */
const maxDepth = 12;

/** The texts of one template, or of a deployed stack. Equal expressions have equal texts. */
export const createTexts = (model: TemplateModel, deployment?: Deployment): Texts => {
  const resources = new Map(model.resources.map((one) => [one.logicalId, one]));
  const known = new Map<string, Identity>();

  const expand = (text: string, depth: number): string =>
    text
      .replaceAll(unknownText, unknownStandIn('?'))
      .replaceAll(reference, (_, id: string, attribute = 'Ref') =>
        textOf(id, attribute, depth + 1),
      );

  const textOf = (logicalId: string, attribute: string, depth: number): string => {
    const pseudo = pseudoParameters.get(logicalId);
    if (pseudo !== undefined) return located(pseudo, deployment);
    const resource = resources.get(logicalId);
    if (resource === undefined) return unknownStandIn(logicalId);
    const identity = depth > maxDepth ? {} : identityOf(resource, depth);
    return Object.hasOwn(identity, attribute)
      ? (identity[attribute] ?? '')
      : generatedStandIn(`${logicalId}.${attribute}`);
  };

  const identityOf = (resource: TemplateResource, depth: number): Identity => {
    const before = known.get(resource.logicalId);
    if (before) return before;
    const { logicalId, properties } = resource;
    const generated = (attribute: string) => generatedStandIn(`${logicalId}.${attribute}`);
    const text = (property: string) => expand(render(properties[property]), depth);
    const input: IdentityInput = {
      text,
      generated,
      name: (property) => (properties[property] === undefined ? generated('Ref') : text(property)),
    };
    const written = Object.hasOwn(identities, resource.type)
      ? (identities[resource.type]?.(input) ?? {})
      : {};
    const identity = asDeployed(resource, written);
    known.set(logicalId, identity);
    return identity;
  };

  const asDeployed = ({ logicalId, type, properties }: TemplateResource, written: Identity) => {
    const physicalId = deployment?.physicalIds.get(logicalId);
    const path = properties.Path === undefined ? '/' : render(properties.Path);
    const whole =
      physicalId === undefined
        ? written
        : { ...written, ...deployedIdentity(type, physicalId, path) };
    if (deployment === undefined) return whole;
    return Object.fromEntries(
      Object.entries(whole).map(([name, text]) => [name, located(text, deployment)]),
    );
  };

  const ofTexts = new Map<string, string>();
  const ofValues = new WeakMap<object, string>();
  const ofText = (text: string): string => {
    const expanded = ofTexts.get(text) ?? expand(text, 0);
    ofTexts.set(text, expanded);
    return expanded;
  };
  const ofValue = (value: object): string => {
    const expanded = ofValues.get(value) ?? ofText(render(value));
    ofValues.set(value, expanded);
    return expanded;
  };

  return {
    of: (value) =>
      typeof value === 'object' && value !== null ? ofValue(value) : ofText(render(value)),
    attribute: (logicalId, attribute) => textOf(logicalId, attribute, 0),
    located: (text) => located(text, deployment),
  };
};
