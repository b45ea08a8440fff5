import type { AwsService } from './aws-service.ts';

/** The actions that the operator's role allows: those of every served operation, with the listed exceptions. */
export const operatorActionsOf = (services: readonly AwsService[]): readonly string[] => {
  const actions = services.flatMap(({ api }) => [
    ...(api?.handledOperations ?? []).map(({ action }) => action),
    ...(api?.operations ?? [])
      .filter(({ deniedToOperator }) => !deniedToOperator)
      .flatMap(({ action, alsoRequired, decides = [] }) => [
        action,
        ...decides,
        ...(alsoRequired ? [alsoRequired.action] : []),
      ]),
  ]);
  return [...new Set(actions)].sort();
};
