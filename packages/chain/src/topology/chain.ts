import type { TemplateModel } from '@hopwise/template/template-model';
import { createTexts, type Texts } from '../texts/texts.ts';
import { agentLinks } from './agent-links.ts';
import { apiLinks } from './api-links.ts';
import type { ChainLink } from './chain-link.ts';
import { functionLinks } from './function-links.ts';
import { gatewayLinks } from './gateway-links.ts';
import { triggerLinks } from './trigger-links.ts';

/** A template's chain: who calls whom. */
export type Chain = {
  readonly model: TemplateModel;
  readonly texts: Texts;
  readonly links: readonly ChainLink[];
};

const chains = new WeakMap<TemplateModel, Chain>();

/** Reads the chain of a template. Every reader of one model gets the same chain. */
export const chainOf = (model: TemplateModel): Chain => {
  const before = chains.get(model);
  if (before) return before;
  const source = { model, texts: createTexts(model) };
  const links = [apiLinks, functionLinks, agentLinks, gatewayLinks, triggerLinks].flatMap((read) =>
    read(source),
  );
  const chain = { ...source, links };
  chains.set(model, chain);
  return chain;
};
