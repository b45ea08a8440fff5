import type { TemplateModel, TemplateResource } from '@hopwise/template/template-model';
import type { Texts } from '../texts/texts.ts';
import { resourceIn } from './arn-owners.ts';
import type { ChainLink } from './chain-link.ts';

/** What links are read from. */
export type LinkSource = { readonly model: TemplateModel; readonly texts: Texts };

type LinkEnd = Omit<ChainLink, 'from' | 'where' | 'toId'>;

/** Creates links from one place of a template, and finds the called resource in it. */
export const linkFrom =
  (from: TemplateResource, where: string, source: LinkSource) =>
  (end: LinkEnd): ChainLink => {
    const to = source.texts.located(end.to);
    return {
      ...end,
      ...(end.source !== undefined && { source: source.texts.located(end.source) }),
      to,
      from,
      where,
      toId: resourceIn(to, source),
    };
  };
