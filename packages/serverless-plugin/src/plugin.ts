import { endAfterFailure } from './end-after-failure.ts';
import { failureOfResult } from './invoke-local/failure-of-result.ts';
import { lambdaContext } from './invoke-local/lambda-context.ts';
import {
  LocalStackUnavailableError,
  localFunctionEnvironment,
} from './invoke-local/local-function-environment.ts';
import { localStreaming } from './invoke-local/local-streaming.ts';
import { cureLine } from './invoke-local/readable-answer.ts';
import { recordOutput } from './invoke-local/record-output.ts';
import { type PackagedFunction, useUnchangedZips } from './packaging/use-unchanged-zips.ts';
import { orderApiDeployment } from './template/order-api-deployment.ts';
import { secretReadersProblem } from './template/secret-readers.ts';
import { stampAgentVersion } from './template/stamp-agent-version.ts';
import { substituteCorsOrigin } from './template/substitute-cors-origin.ts';
import type { Template } from './template/template.ts';
import { unknownStage } from './unknown-stage.ts';
import { buildWebUi } from './web-ui/build-web-ui.ts';
import type { AwsConfig } from './web-ui/publish-web-ui.ts';

type FunctionDefinition = PackagedFunction & {
  readonly name: string;
  readonly timeout?: number;
  environment?: Record<string, unknown>;
};

type AwsProvider = {
  getAwsSdkV3Config(): Promise<AwsConfig>;
  readonly naming: { getStackName(): string };
};

/** The part of the framework that this plugin uses. */
type Serverless = {
  /** The framework prints an error of this class without a stack trace. */
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
  readonly configurationInput: { readonly params?: Readonly<Record<string, unknown>> };
  readonly serviceDir: string;
  readonly processedInput: { readonly commands: readonly string[] };
  readonly service: {
    readonly provider: { readonly stage: string; compiledCloudFormationTemplate?: Template };
    getFunction(key: string): FunctionDefinition;
  };
  getProvider(name: 'aws'): AwsProvider;
};

/** The framework's output for plugins. */
type Output = { readonly log: { notice(message: string): void } };

type Options = { readonly function?: string; readonly stage?: string; context?: unknown };

const defaultTimeoutSeconds = 6;

/** The framework creates the plugin with itself, the options of the command line, and its output. */
export default class HopwisePlugin {
  readonly hooks: Readonly<Record<string, () => void | Promise<void>>>;
  readonly #serverless: Serverless;
  readonly #options: Options;
  readonly #output: Output;
  #distDirectory = '';
  #endRecord = () => '';

  constructor(serverless: Serverless, options: Options, output: Output) {
    this.#serverless = serverless;
    this.#options = options;
    this.#output = output;
    this.hooks = {
      initialize: async () => {
        this.#requireKnownStage();
        useUnchangedZips(this.#serverless);
        await this.#useRunningStack();
      },
      'before:invoke:local:invoke': () => {
        this.#completeContext();
        this.#endRecord = recordOutput(process.stdout);
      },
      'after:invoke:local:invoke': () => this.#reportFailure(this.#endRecord()),
      // The build runs before the deployment changes anything on AWS. A failed build stops the deployment.
      'before:deploy:deploy': () => this.#buildWebUi(),
      'after:deploy:deploy': () => this.#publishWebUi(),
      'before:remove:remove': () => this.#emptyWebUiBucket(),
      error: endAfterFailure,
      'after:aws:package:finalize:mergeCustomProviderResources': () => this.#finishTemplate(),
    };
  }

  #finishTemplate(): void {
    const template = this.#serverless.service.provider.compiledCloudFormationTemplate;
    if (!template) return;
    const problem = secretReadersProblem(template);
    if (problem !== undefined) {
      throw new this.#serverless.classes.Error(problem, 'HOPWISE_SECRET_READERS');
    }
    stampAgentVersion(template);
    orderApiDeployment(template);
    substituteCorsOrigin(template);
  }

  async #buildWebUi(): Promise<void> {
    this.#distDirectory = await buildWebUi(this.#serverless.serviceDir);
  }

  /** Only the commands that need the SDK's clients load them, because loading is slow. */
  async #publishWebUi(): Promise<void> {
    const { publishWebUi } = await import('./web-ui/publish-web-ui.ts');
    const url = await publishWebUi({
      ...(await this.#deployment()),
      distDirectory: this.#distDirectory,
    });
    this.#output.log.notice(`web UI: ${url}`);
  }

  async #emptyWebUiBucket(): Promise<void> {
    const { emptyWebUi } = await import('./web-ui/empty-web-ui.ts');
    const { aws, stackName } = await this.#deployment();
    await emptyWebUi(aws, stackName);
  }

  async #deployment() {
    const provider = this.#serverless.getProvider('aws');
    return { aws: await provider.getAwsSdkV3Config(), stackName: provider.naming.getStackName() };
  }

  get #stage(): string {
    return this.#options.stage ?? this.#serverless.service.provider.stage;
  }

  #requireKnownStage(): void {
    const problem = unknownStage(this.#stage, this.#serverless.configurationInput.params);
    if (problem !== undefined) {
      throw new this.#serverless.classes.Error(problem, 'HOPWISE_UNKNOWN_STAGE');
    }
  }

  async #useRunningStack(): Promise<void> {
    const definition = this.#locallyInvokedFunction();
    if (!definition) return;
    const { serviceDir, classes } = this.#serverless;
    definition.environment = await localFunctionEnvironment(serviceDir, definition.name).catch(
      (error: unknown) => {
        if (!(error instanceof LocalStackUnavailableError)) throw error;
        throw new classes.Error(error.message, 'HOPWISE_NO_LOCAL_STACK');
      },
    );
    Object.assign(globalThis, { awslambda: localStreaming(process.stdout, failCommand) });
  }

  /** The framework prints the result of a function, but gives it to no plugin. */
  #reportFailure(printed: string): void {
    const failure = failureOfResult(printed);
    if (!failure) return;
    const at = failure.hop === undefined ? '' : ` at hop ${failure.hop}`;
    process.stderr.write(`\n${failure.code}${at}\n${cureLine(failure.code, failure.hop)}`);
    failCommand();
  }

  #completeContext(): void {
    const definition = this.#locallyInvokedFunction();
    const given = this.#options.context;
    if (!definition || typeof given !== 'object' || given === null) return;
    const timeoutMs = (definition.timeout ?? defaultTimeoutSeconds) * 1000;
    this.#options.context = lambdaContext(definition.name, timeoutMs, { ...given });
  }

  /** The function of `invoke local --stage local`. `undefined` for every other command. */
  #locallyInvokedFunction(): FunctionDefinition | undefined {
    const { processedInput, service, classes } = this.#serverless;
    if (processedInput.commands.join(' ') !== 'invoke local') return undefined;
    if (this.#stage !== 'local') {
      const message = `invoke local runs a function against the local stack only, not for stage ${this.#stage}. Add --stage local.`;
      throw new classes.Error(message, 'HOPWISE_STAGE_NOT_LOCAL');
    }
    return this.#options.function ? service.getFunction(this.#options.function) : undefined;
  }
}

/** The framework ends the process with this exit code. */
const failCommand = (): void => {
  process.exitCode = 1;
};
