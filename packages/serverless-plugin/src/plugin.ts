import type { Template } from './cloud-formation.ts';
import { endAfterFailure } from './end-after-failure.ts';
import { lambdaContext } from './lambda-context.ts';
import { localFunctionEnvironment } from './local-function-environment.ts';
import { localStreaming } from './local-streaming.ts';
import { orderApiDeployment } from './order-api-deployment.ts';
import { stampAgentVersion } from './stamp-agent-version.ts';

type FunctionDefinition = {
  readonly name: string;
  readonly timeout?: number;
  environment?: Record<string, unknown>;
};

/** What this plugin uses of the framework. */
type Serverless = {
  readonly serviceDir: string;
  readonly processedInput: { readonly commands: readonly string[] };
  readonly service: {
    readonly provider: { readonly stage: string; compiledCloudFormationTemplate?: Template };
    getFunction(key: string): FunctionDefinition;
  };
};

type Options = { readonly function?: string; readonly stage?: string; context?: unknown };

const defaultTimeoutSeconds = 6;

/** The framework constructs it with itself and the command line's options. */
export default class HopwisePlugin {
  readonly hooks: Readonly<Record<string, () => void | Promise<void>>>;
  readonly #serverless: Serverless;
  readonly #options: Options;

  constructor(serverless: Serverless, options: Options) {
    this.#serverless = serverless;
    this.#options = options;
    this.hooks = {
      initialize: () => this.#useRunningStack(),
      'before:invoke:local:invoke': () => this.#completeContext(),
      error: endAfterFailure,
      'after:aws:package:finalize:mergeCustomProviderResources': () => this.#finishTemplate(),
    };
  }

  #finishTemplate(): void {
    const template = this.#serverless.service.provider.compiledCloudFormationTemplate;
    if (!template) return;
    stampAgentVersion(template);
    orderApiDeployment(template);
  }

  async #useRunningStack(): Promise<void> {
    const definition = this.#locallyInvoked();
    if (!definition) return;
    definition.environment = await localFunctionEnvironment(
      this.#serverless.serviceDir,
      definition.name,
    );
    Object.assign(globalThis, { awslambda: localStreaming(process.stdout) });
  }

  #completeContext(): void {
    const definition = this.#locallyInvoked();
    const given = this.#options.context;
    if (!definition || typeof given !== 'object' || given === null) return;
    const timeoutMs = (definition.timeout ?? defaultTimeoutSeconds) * 1000;
    this.#options.context = lambdaContext(definition.name, timeoutMs, { ...given });
  }

  /** The function of `invoke local --stage local`; other stages and commands are left alone. */
  #locallyInvoked(): FunctionDefinition | undefined {
    const { processedInput, service } = this.#serverless;
    if (processedInput.commands.join(' ') !== 'invoke local') return undefined;
    const stage = this.#options.stage ?? service.provider.stage;
    if (stage !== 'local' || !this.#options.function) return undefined;
    return service.getFunction(this.#options.function);
  }
}
