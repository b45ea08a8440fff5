/** The account that the stack is deployed to. */
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
