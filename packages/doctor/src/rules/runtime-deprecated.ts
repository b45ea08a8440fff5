import { functionsOf } from '@hopwise/template/functions';
import { hopOfFunction } from '@hopwise/template/links';
import { render } from '@hopwise/template/render';
import type { Rule } from './rule.ts';

/**
 * Runtimes past their end of support.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
const deprecated =
  /^(?:nodejs(?:4\.3|6\.10|8\.10|10\.x|12\.x|14\.x|16\.x|18\.x|20\.x)?|python(?:2\.7|3\.[6-9]|3\.10)|ruby2\.[57]|ruby3\.2|java8|go1\.x|dotnetcore[123]\.[01]|dotnet(?:5\.0|6|7)|provided)$/;

/** Finds functions with a runtime that receives no more updates. */
export const runtimeDeprecated: Rule = (model) =>
  functionsOf(model)
    .map(({ logicalId, properties }) => ({ logicalId, runtime: render(properties.Runtime) }))
    .filter(({ runtime }) => deprecated.test(runtime))
    .map(({ logicalId, runtime }) => ({
      code: 'RUNTIME_DEPRECATED',
      logicalId,
      where: `${logicalId}.Runtime`,
      hop: hopOfFunction(logicalId, model),
      functionId: logicalId,
      runtime,
    }));
