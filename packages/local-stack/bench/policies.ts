const account = '111122223333';

/** The statements of `services/security-tools/role.yml`. */
export const readSecurityServices = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'ReadSecurityHub',
      Effect: 'Allow',
      Action: ['securityhub:GetFindings'],
      Resource: `arn:aws:securityhub:us-east-1:${account}:hub/default`,
    },
    {
      Sid: 'ReadGuardDuty',
      Effect: 'Allow',
      Action: ['guardduty:GetFindings', 'guardduty:ListDetectors', 'guardduty:ListFindings'],
      Resource: '*',
    },
    {
      Sid: 'ReadDetector',
      Effect: 'Allow',
      Action: 'guardduty:GetDetector',
      Resource: `arn:aws:guardduty:us-east-1:${account}:detector/*`,
    },
    {
      Sid: 'ReadInspector',
      Effect: 'Allow',
      Action: ['inspector2:BatchGetAccountStatus', 'inspector2:ListFindings'],
      Resource: '*',
    },
    {
      Sid: 'ReadAccessAnalyzer',
      Effect: 'Allow',
      Action: ['access-analyzer:GetFinding', 'access-analyzer:ListFindings'],
      Resource: `arn:aws:access-analyzer:us-east-1:${account}:analyzer/*`,
    },
  ],
};

export const writeLogs = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'WriteOwnLogs',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: `arn:aws:logs:us-east-1:${account}:log-group:/aws/lambda/tools:*`,
    },
  ],
};

const sourceOfTheAgent = {
  StringEquals: { 'aws:SourceAccount': account },
  ArnLike: { 'aws:SourceArn': `arn:aws:bedrock:us-east-1:${account}:agent/*` },
};

export const invokedByTheAgent = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Agent',
      Effect: 'Allow',
      Principal: { Service: 'bedrock.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: `arn:aws:lambda:us-east-1:${account}:function:proxy`,
      Condition: sourceOfTheAgent,
    },
  ],
};

export const trustedByBedrock = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'BedrockAssumes',
      Effect: 'Allow',
      Principal: { Service: 'bedrock.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: sourceOfTheAgent,
    },
  ],
};

/** More statements than any role of this project, and all of them must be evaluated. */
export const fiftyStatements = {
  Version: '2012-10-17',
  Statement: Array.from({ length: 50 }, (_, index) => ({
    Sid: `Reports${index}`,
    Effect: 'Allow',
    Action: ['s3:Get*', 's3:List*'],
    Resource: [`arn:aws:s3:::reports-${index}`, `arn:aws:s3:::reports-${index}/*/findings.json`],
    Condition: { StringLike: { 'aws:RequestedRegion': ['us-*', 'eu-*'] } },
  })),
};
