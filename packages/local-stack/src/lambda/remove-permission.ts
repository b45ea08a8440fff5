import { RemovePermission$, type RemovePermissionRequest } from '@aws-sdk/client-lambda';
import { operation } from '../aws-endpoint/operation.ts';
import type { ChosenEdit } from '../edits/template-edits.ts';
import { checkRevision } from './check-revision.ts';
import {
  functionNamed,
  functionNotFound,
  functionResource,
  type LambdaState,
} from './lambda-state.ts';
import { addedPermissionId, policyRevision } from './permission-statement.ts';

/** Removes a permission of the template, or one that `AddPermission` added. */
export const removePermission = operation<RemovePermissionRequest, object, LambdaState>(
  RemovePermission$,
  {
    action: 'lambda:RemovePermission',
    resource: functionResource,
    async run(input, lambda) {
      const { StatementId = '' } = input;
      await lambda.edits.deploy('InvalidParameterValueException', () => {
        const target = functionNamed(input, lambda);
        const { resourcePolicy } = target;
        if (!resourcePolicy) {
          throw functionNotFound('No policy is associated with the given resource.');
        }
        if (!resourcePolicy.document.Statement.some(({ Sid }) => Sid === StatementId)) {
          throw functionNotFound(`Statement ${StatementId} is not found in resource policy.`);
        }
        checkRevision(input, policyRevision(target));
        const addedId = addedPermissionId(target.logicalId, StatementId);
        const added = lambda.edits.template().Resources[addedId] !== undefined;
        return [added ? { ...removal(addedId), edit: undefined } : removal(StatementId)];
      });
      return {};
    },
  },
);

/** The template's permissions have the same id as their statements. */
const removal = (permissionId: string): ChosenEdit => ({
  key: permissionId,
  by: `RemovePermission of ${permissionId}`,
  edit({ Resources }) {
    delete Resources[permissionId];
  },
});
