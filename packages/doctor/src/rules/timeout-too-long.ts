import { functionsOf } from '@hopwise/template/functions';
import { asObject } from '@hopwise/template/json';
import { methodLinks, targetLinks } from '@hopwise/template/links';
import type { TemplateModel } from '@hopwise/template/template-model';
import type { Rule } from './rule.ts';

/** Default timeouts in seconds. For an HTTP API it is also the maximum. */
const defaultWaitS = {
  'AWS::ApiGateway::Method': 29,
  'AWS::ApiGatewayV2::Integration': 30,
} as const;

type Wait = {
  readonly functionId: string;
  readonly caller: string;
  readonly waitsS: number;
  readonly hop: 2 | 7;
};

const apiWaits = (model: TemplateModel): readonly Wait[] =>
  methodLinks(model).flatMap(({ functionId, callerId }) => {
    const caller = model.find(callerId);
    if (!caller) return [];
    const { TimeoutInMillis } = asObject(caller.properties.Integration ?? caller.properties);
    const waitsS =
      TimeoutInMillis === undefined
        ? defaultWaitS[caller.type as keyof typeof defaultWaitS]
        : Number(TimeoutInMillis) / 1000;
    return [{ functionId, caller: caller.source?.where ?? callerId, waitsS, hop: 2 }];
  });

/** A function that has a gateway's URL waits for the gateway's targets. */
const gatewayWaits = (model: TemplateModel): readonly Wait[] =>
  targetLinks(model).flatMap(({ gatewayId, functionId }) => {
    model.spend(functionsOf(model).length);
    return functionsOf(model)
      .filter(({ references }) => references.has(gatewayId))
      .flatMap(({ logicalId, timeoutS }) =>
        timeoutS === undefined
          ? []
          : [{ functionId, caller: logicalId, waitsS: timeoutS, hop: 7 as const }],
      );
  });

/** Finds functions that can run longer than any of their callers waits. */
export const timeoutTooLong: Rule = (model) => {
  const timeouts = new Map(functionsOf(model).map((one) => [one.logicalId, one.timeoutS]));
  const longest = new Map<string, Wait>();
  for (const wait of [...apiWaits(model), ...gatewayWaits(model)]) {
    const before = longest.get(wait.functionId);
    if (!before || before.waitsS < wait.waitsS) longest.set(wait.functionId, wait);
  }
  return [...longest.values()].flatMap(({ functionId, caller, waitsS, hop }) => {
    const timeoutS = timeouts.get(functionId);
    if (timeoutS === undefined || !(timeoutS > waitsS)) return [];
    const place = { logicalId: functionId, where: `${functionId}.Timeout`, hop };
    return [{ code: 'TIMEOUT_TOO_LONG', ...place, functionId, timeoutS, caller, waitsS }];
  });
};
