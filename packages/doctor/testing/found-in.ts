import type { Code } from '../src/catalogue/catalogue.ts';
import { diagnoseTemplate } from '../src/diagnose-template.ts';

/** The places of one code in a template with these resources (YAML, indented by two). */
export const foundIn = async (resources: string, code: Code): Promise<readonly string[]> => {
  const { findings } = await diagnoseTemplate({ text: `Resources:\n${resources}`, name: 'stack' });
  return findings.filter((one) => one.code === code).map(({ where }) => where);
};

/** A function's role with these statements (YAML flow style, one per line). */
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

/** A function whose role is in another stack. */
export const functionNamed = (logicalId: string, more = ''): string => `
  ${logicalId}:
    Type: AWS::Lambda::Function
    Properties: { Runtime: nodejs24.x, Handler: index.handler, Code: { S3Bucket: a, S3Key: b }, Role: !ImportValue ${logicalId}${more} }
`;
