/** A process that runs a Lambda service until it is killed. It prints the log line of `lingeringFunction`. */
import { invocation, lambdaFixture } from './lambda-fixture.ts';
import { lingeringFunction } from './lingering-function.ts';

const { lambda, line } = await lambdaFixture({ lingers: lingeringFunction });
lambda.invoker.invoke(invocation('lingers', { loops: true })).catch(() => undefined);
process.stdout.write(await line(/lingers/));
