/** Whether users of a stage sign in. The stage `local` is the only one without sign-in. */
export const stageNeedsSignIn = (stage: string): boolean => stage !== 'local';
