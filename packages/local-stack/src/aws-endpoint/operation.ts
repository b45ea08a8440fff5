import type { HopNumber } from '@hopwise/contracts/hops';
import type { Session } from '../access/session.ts';
import type { Account } from '../account.ts';
import type { OperationSchema } from './operation-schema.ts';

export type OperationCall = {
  readonly session: Session;
};

type Input = Readonly<Record<string, unknown>>;

/** A permission that an operation requires in addition to its own, for instance `iam:PassRole`. */
export type RequiredPermission<Request> = {
  readonly action: string;
  /** ARN for the authorization. Undefined if the input does not require the permission. */
  resource(input: Request): string | undefined;
  /** Condition keys of the request. */
  readonly context: Readonly<Record<string, string>>;
};

/**
 * One API operation. `State` is the state of the running service. The input has been checked against the
 * schema, and the call is authorized on `action` and `resource` before it runs.
 */
export type Operation<State> = {
  readonly schema: OperationSchema;
  /** IAM action. Its name can differ from the operation's name. */
  readonly action: string;
  /** Set if the operator's role does not allow the operation. */
  readonly deniedToOperator?: true;
  /** Hop of the call, if it differs from the hop of the service. */
  readonly hop?: HopNumber | null;
  /** Actions that `run` decides itself, because they depend on the state. */
  readonly decides?: readonly string[];
  /** The members of the input that the operation acts on. It refuses the others. Default: every member. */
  readonly actsOn?: readonly string[];
  /** A second permission that some inputs require. */
  readonly alsoRequired?: RequiredPermission<Input>;
  /** ARN for the authorization, or `*` if the action has no resource type. */
  resource(input: Input, account: Account, state: State): string;
  run(input: Input, state: State, call: OperationCall): unknown;
};

type OperationForm<Request, Response, State> = Pick<
  Operation<State>,
  'action' | 'decides' | 'deniedToOperator' | 'hop'
> & {
  readonly actsOn?: readonly (keyof Request & string)[];
  readonly alsoRequired?: RequiredPermission<Request>;
  readonly resource: (input: Request, account: Account, state: State) => string;
  readonly run: (input: Request, state: State, call: OperationCall) => Response | Promise<Response>;
};

/**
 * Combines an operation's schema with the required permission and the implementation. `Request` and
 * `Response` are the SDK's types of the operation.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
export const operation = <Request extends object, Response extends object, State = unknown>(
  schema: OperationSchema,
  { resource, run, alsoRequired, ...form }: OperationForm<Request, Response, State>,
): Operation<State> => ({
  ...form,
  schema,
  ...(alsoRequired && {
    alsoRequired: {
      ...alsoRequired,
      resource: (input: Input) => alsoRequired.resource(input as Request),
    },
  }),
  // The input was decoded with the schema from which the SDK's type is generated.
  resource: (input, account, state) => resource(input as Request, account, state),
  run: (input, state, call) => run(input as Request, state, call),
});

/** For an action without a resource type in IAM. */
export const anyResource = (): string => '*';
