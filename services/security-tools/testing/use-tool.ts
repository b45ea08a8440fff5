import { afterEach } from '@jest/globals';
import { createToolCaller, type ToolCallerOptions } from './call-tool.ts';
import { type FakeAws, type FakeRoute, startFakeAws } from './fake-aws.ts';
import { enabledServices } from './fake-services.ts';

/** Calls one tool with fakes of the four services. Without `routes` all are enabled. */
export const useTool = (name: string, options: ToolCallerOptions = {}) => {
  let aws: FakeAws;
  afterEach(() => aws.close());
  return {
    call: async (toolArguments: object, routes: Readonly<Record<string, FakeRoute>> = {}) => {
      aws = await startFakeAws({ ...enabledServices(), ...routes });
      return createToolCaller(aws, options).call(name, toolArguments);
    },
    /** The requests of a route. */
    to: (route: string) => aws.to(route),
  };
};
