import type { ApiMethod } from '../stack/api-methods.ts';

/** The method that answers the questions of `@hopwise/chat-client`. Other systems lack it. */
export const chatMethodOf = (methods: readonly ApiMethod[]): ApiMethod | undefined =>
  methods.find(
    ({ verb, path, leadsToAgent }) => leadsToAgent && verb === 'POST' && path === '/chat',
  );
