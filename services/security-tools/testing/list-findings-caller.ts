import { afterEach } from '@jest/globals';
import { createToolCaller } from './call-tool.ts';
import { type FakeAws, type FakeRoute, startFakeAws } from './fake-aws.ts';
import { enabledServices } from './fake-services.ts';

/** Calls `list_findings` with fakes of the four services. Without `routes` all are enabled. */
export const useListFindings = () => {
  let aws: FakeAws;
  afterEach(() => aws.close());
  return {
    list: async (toolArguments: object, routes: Readonly<Record<string, FakeRoute>> = {}) => {
      aws = await startFakeAws({ ...enabledServices(), ...routes });
      return createToolCaller(aws).call('list_findings', toolArguments);
    },
    /** The bodies of a route's requests. */
    bodies: (route: string) => aws.to(route).map(({ body }) => body),
    /** The requests of a route. */
    to: (route: string) => aws.to(route),
  };
};

export const ids = (result: Record<string, unknown>) =>
  (result.findings as { id: string }[]).map(({ id }) => id);
