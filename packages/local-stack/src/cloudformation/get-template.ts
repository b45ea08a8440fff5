import {
  GetTemplate$,
  type GetTemplateInput,
  type GetTemplateOutput,
} from '@aws-sdk/client-cloudformation';
import { operation } from '../aws-endpoint/operation.ts';
import { type CloudFormationState, stackArn, stackNamed } from './cloudformation-state.ts';

export const getTemplate = operation<GetTemplateInput, GetTemplateOutput, CloudFormationState>(
  GetTemplate$,
  {
    action: 'cloudformation:GetTemplate',
    resource: stackArn,
    run: ({ StackName }, state) => ({
      TemplateBody: JSON.stringify(stackNamed(StackName, state).template),
    }),
  },
);
