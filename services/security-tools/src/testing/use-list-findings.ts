import { afterEach } from '@jest/globals';
import { createToolCaller } from './call-tool.ts';
import { type FakeAws, type FakeRoute, startFakeAws } from './fake-aws.ts';
import { enabledServices } from './fake-services.ts';

/** `list_findings` over the four services, enabled unless a route says otherwise. */
export const useListFindings = () => {
  let aws: FakeAws;
  afterEach(() => aws.close());
  return {
    list: async (toolArguments: object, routes: Readonly<Record<string, FakeRoute>> = {}) => {
      aws = await startFakeAws({ ...enabledServices(), ...routes });
      return createToolCaller(aws).call('list_findings', toolArguments);
    },
    /** Bodies of the requests that a route got. */
    bodies: (route: string) => aws.to(route).map(({ body }) => body),
    /** Requests that a route got. */
    to: (route: string) => aws.to(route),
  };
};

export const ids = (result: Record<string, unknown>) =>
  (result.findings as { id: string }[]).map(({ id }) => id);
