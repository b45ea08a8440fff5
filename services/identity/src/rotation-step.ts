import type { ClientSecrets } from './client-secrets.ts';
import type { SecretValue } from './secret-value.ts';
import type { SecretDescription, SecretVersions } from './secret-versions.ts';

/** A rotation in progress. */
export type Rotation = {
  /** The version that becomes AWSCURRENT. */
  readonly versionId: string;
  readonly description: SecretDescription;
};

export type RotationPorts = {
  readonly versions: SecretVersions;
  readonly clientSecrets: ClientSecrets;
  /** Requests a token with these credentials and checks it. Rejects if the issuer refuses them. */
  readonly requestToken: (credentials: SecretValue) => Promise<unknown>;
  readonly wait: (ms: number) => Promise<void>;
};

/** A step can run again at any time, also after a failure in the middle of the step. */
export type Step = (rotation: Rotation, ports: RotationPorts) => Promise<void>;
