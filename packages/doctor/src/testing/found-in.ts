import { diagnoseTemplate } from '../diagnose-template.ts';
import type { StaticCode } from '../fact.ts';

/** Where one code is found in a template of these resources (YAML, indented by two). */
export const foundIn = async (resources: string, code: StaticCode): Promise<readonly string[]> => {
  const { findings } = await diagnoseTemplate({ text: `Resources:\n${resources}`, name: 'stack' });
  return findings.filter((one) => one.code === code).map(({ where }) => where);
};

/** A role of a function with these statements (YAML flow, one a line). */
export const roleWith = (...statements: readonly string[]): string => `
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [] }
      Policies:
        - PolicyName: own
          PolicyDocument:
            Statement:
${statements.map((one) => `              - ${one}`).join('\n')}
`;

/** A function that runs with a role of another stack. */
export const functionNamed = (logicalId: string, more = ''): string => `
  ${logicalId}:
    Type: AWS::Lambda::Function
    Properties: { Runtime: nodejs24.x, Handler: index.handler, Code: { S3Bucket: a, S3Key: b }, Role: !ImportValue ${logicalId}${more} }
`;
