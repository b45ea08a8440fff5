/**
 * The environment of the commands. The tools of the operating system come first, and the person's own AWS
 * settings do not apply.
 */
export const shellEnvironment = (own: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const kept = Object.entries(own).filter(([name]) => !name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(kept),
    PATH: `/usr/bin:/bin:${own.PATH ?? ''}`,
    LC_ALL: 'C.UTF-8',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
};
