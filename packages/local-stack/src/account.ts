/** The AWS account and Region of a stack. */
export type Account = {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
};

export const seededAccount: Account = {
  partition: 'aws',
  region: 'us-east-1',
  accountId: '111122223333',
};
