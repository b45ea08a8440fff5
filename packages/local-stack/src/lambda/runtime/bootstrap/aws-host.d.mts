/** Whether a name is a host of AWS. */
export declare const isAwsHost: (hostname: string) => boolean;
