import type { FindingStatus, PackageManager, Severity } from '@aws-sdk/client-inspector2';

/** An Inspector finding. Hours count back from now. Without a vulnerability it is an open network path. */
export type InspectorSighting = {
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly on: 'bastion' | 'orders-host' | 'orders-image' | 'export-function';
  readonly firstHoursAgo: number;
  readonly lastHoursAgo: number;
  readonly status?: FindingStatus;
  readonly recommendation?: string;
  /** TCP port that is reachable. */
  readonly port?: number;
  readonly vulnerability?: {
    readonly id: string;
    readonly package: string;
    readonly version: string;
    readonly fixedIn?: string;
    readonly manager: PackageManager;
    readonly score?: number;
    readonly epss?: number;
    readonly exploit?: boolean;
  };
};
