import type { DecisionRecord } from './decisions/decision-record.ts';
import type { DeployedStack } from './deployment/deploy-stack.ts';
import type { Faults } from './faults/create-faults.ts';
import { loopbackHost } from './http/loopback-server.ts';
import type { StackHosts } from './stack-hosts.ts';
import { createWebUiHost } from './web-ui-host/create-web-ui-host.ts';
import { createPageAccess } from './web-ui-host/page-access.ts';
import { pageConfigOf } from './web-ui-host/page-config.ts';
import type { WebUi } from './web-ui-host/web-ui.ts';

type Page = {
  readonly webUi: WebUi;
  /** Address at which the page listens. Only a page on loopback has the routes below `/local/`. */
  readonly host: string | undefined;
  readonly hosts: StackHosts;
  readonly stack: DeployedStack;
  readonly decisions: DecisionRecord;
  readonly faults: Faults;
};

/**
 * Serves the page with the configuration of the deployed stack. Returns a function that creates an address of the page, or
 * `undefined` without a page. Each address on loopback gives access to one browser.
 */
export const attachPage = (page: Page): (() => string) | undefined => {
  const { webUi, host = loopbackHost, hosts, stack, decisions, faults } = page;
  const origin = hosts.origins.webUi;
  if (origin === undefined) return undefined;
  const isLocal = host === loopbackHost;
  const access = isLocal ? createPageAccess(origin) : undefined;
  const config = pageConfigOf(stack, { isLocal });
  hosts.attach.webUi?.(createWebUiHost({ ...webUi, config, access, decisions, faults, origin }));
  return () => access?.address() ?? origin;
};
