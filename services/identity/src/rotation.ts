import type { ClientSecret } from './client-secret.ts';
import type { LiveSecrets } from './live-secrets.ts';
import type { SecretDescription, SecretVersions } from './secret-versions.ts';

/** One rotation, at one of its steps. */
export type Rotation = {
  /** The version that becomes AWSCURRENT. */
  readonly versionId: string;
  readonly description: SecretDescription;
};

export type RotationPorts = {
  readonly versions: SecretVersions;
  readonly liveSecrets: LiveSecrets;
  /** Asks the issuer for a token with these credentials and checks it; throws where there is none. */
  readonly requestToken: (credentials: ClientSecret) => Promise<unknown>;
  readonly wait: (ms: number) => Promise<void>;
};

/** A step may be run again at any time, and after any call within it that was the last one. */
export type Step = (rotation: Rotation, ports: RotationPorts) => Promise<void>;
