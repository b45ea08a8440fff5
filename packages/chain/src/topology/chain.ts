import type { TemplateModel } from '@hopwise/template/template-model';
import { type ManagedPolicies, namesManagedPolicies } from '../policies/managed-policies.ts';
import type { Deployment } from '../texts/deployment.ts';
import { loadYamlReader, type ReadYaml, readPlain } from '../texts/read-yaml.ts';
import { accountStandIn, regionStandIn } from '../texts/stand-ins.ts';
import { createTexts, type Texts } from '../texts/texts.ts';
import { agentLinks } from './agent-links.ts';
import { apiLinks } from './api-links.ts';
import type { ChainLink } from './chain-link.ts';
import { functionLinks } from './function-links.ts';
import { gatewayLinks } from './gateway-links.ts';
import { roleLinks } from './role-links.ts';
import { triggerLinks } from './trigger-links.ts';

/** A template's chain: who calls whom. */
export type Chain = {
  readonly model: TemplateModel;
  readonly texts: Texts;
  readonly managedPolicies: ManagedPolicies;
  readonly readYaml: ReadYaml;
  readonly links: readonly ChainLink[];
};

const chains = new WeakMap<TemplateModel, Chain>();

/**
 * Reads the chain of a template. Every reader of one model gets the same chain. Without `loadChain`, it knows no policy of
 * AWS, and reads only plain YAML in texts.
 */
export const chainOf = (model: TemplateModel): Chain =>
  chains.get(model) ?? readChain(model, withoutLibraries);

/** Reads the chain of a template. If the template names a managed policy, it loads those of AWS: they need 25 ms of CPU. */
export const loadChain = async (model: TemplateModel): Promise<Chain> => {
  const readYaml = await loadYamlReader(model);
  if (!namesManagedPolicies(model)) return readChain(model, { ...withoutLibraries, readYaml });
  const { managedPolicyDocument } = await import('@hopwise/iam/managed-policies');
  return readChain(model, { managedPolicies: managedPolicyDocument, readYaml });
};

type Libraries = Pick<Chain, 'managedPolicies' | 'readYaml'>;

const withoutLibraries: Libraries = { managedPolicies: () => undefined, readYaml: readPlain };

/** Reads the chain of a deployed stack. Its texts have the physical ids, the account and the Region of the stack. */
export const deployedChain = (model: TemplateModel, deployment: Deployment): Chain =>
  linked({ model, texts: createTexts(model, deployment), ...withoutLibraries });

/** The chain as it is in one Region. Without a given account, it can still be any account. */
export const chainInRegion = ({ links: _, ...source }: Chain, region: string): Chain => {
  const texts = createTexts(source.model, { ...placeOf(source.model), region });
  return linked({ ...source, texts });
};

/** The given account and Region. The others stay stand-ins, because every ARN of the chain has the same ones. */
const placeOf = ({ accountId, region, partition }: TemplateModel): Deployment => ({
  accountId: accountId ?? accountStandIn,
  region: region ?? regionStandIn,
  partition,
  physicalIds: new Map(),
});

const linked = (source: Omit<Chain, 'links'>): Chain => {
  const links = [
    apiLinks,
    functionLinks,
    agentLinks,
    gatewayLinks,
    roleLinks,
    triggerLinks,
  ].flatMap((read) => read(source));
  return { ...source, links };
};

const readChain = (model: TemplateModel, libraries: Libraries): Chain => {
  const chain = linked({ model, texts: createTexts(model, placeOf(model)), ...libraries });
  chains.set(model, chain);
  return chain;
};
