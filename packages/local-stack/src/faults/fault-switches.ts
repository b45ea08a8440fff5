import type { FaultSwitch } from './fault-switch.ts';
import { hop6Credentials } from './hop-6-credentials.ts';
import { hop6Gateway } from './hop-6-gateway.ts';
import { hop6Issuer } from './hop-6-issuer.ts';
import { hop7 } from './hop-7.ts';
import { hops1To3 } from './hops-1-to-3.ts';
import { hops4And5 } from './hops-4-and-5.ts';

/** All faults in the order of the hops. */
export const faultSwitches: readonly FaultSwitch[] = [
  ...hops1To3,
  ...hops4And5,
  ...hop6Credentials,
  ...hop6Issuer,
  ...hop6Gateway,
  ...hop7,
];
