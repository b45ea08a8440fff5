import {
  GetTemplate$,
  type GetTemplateInput,
  type GetTemplateOutput,
  type TemplateStage,
} from '@aws-sdk/client-cloudformation';
import { operation } from '../aws-endpoint/operation.ts';
import {
  type CloudFormationState,
  stackArn,
  stackNamed,
  validationError,
} from './cloudformation-state.ts';

const stages: readonly TemplateStage[] = ['Original', 'Processed'];

export const getTemplate = operation<GetTemplateInput, GetTemplateOutput, CloudFormationState>(
  GetTemplate$,
  {
    action: 'cloudformation:GetTemplate',
    actsOn: ['StackName', 'TemplateStage'],
    resource: stackArn,
    run({ StackName, TemplateStage = 'Original' }, state) {
      // Without macros, the processed template is the original one.
      if (!stages.includes(TemplateStage)) {
        throw validationError(
          `1 validation error detected: Value '${TemplateStage}' at 'templateStage' failed to satisfy constraint: Member must satisfy enum value set: [${stages.join(', ')}]`,
        );
      }
      return {
        TemplateBody: JSON.stringify(stackNamed(StackName, state).template),
        StagesAvailable: [...stages],
      };
    },
  },
);
