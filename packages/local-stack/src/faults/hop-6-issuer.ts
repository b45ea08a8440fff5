import { type FaultSwitch, relayAt } from './fault-switch.ts';
import { answering, closingConnections, firstRequestOnly, hanging, requestsTo } from './relays.ts';

const tokenPath = '/oauth2/token';
const twoHoursMs = 2 * 60 * 60 * 1000;

const throttled = () => answering(() => ({ status: 429, body: { error: 'too_many_requests' } }));

/** The issuer of the access tokens. */
export const hop6Issuer: readonly FaultSwitch[] = [
  {
    name: 'clock-skew',
    hop: 6,
    seen: "The issuer's clock is two hours behind: its tokens are expired when they arrive.",
    outcome: 'breaks',
    begin: ({ issuerClock }) => {
      issuerClock.aheadMs = -twoHoursMs;
      return () => {
        issuerClock.aheadMs = 0;
      };
    },
  },
  {
    name: 'issuer-dead',
    hop: 6,
    seen: 'The token endpoint closes every connection without an answer.',
    outcome: 'breaks',
    begin: relayAt('userPoolDomain')(() => requestsTo(tokenPath, closingConnections())),
  },
  {
    name: 'issuer-slow',
    hop: 6,
    seen: 'The token endpoint does not answer in time.',
    outcome: 'breaks',
    begin: relayAt('userPoolDomain')(() => requestsTo(tokenPath, hanging())),
  },
  {
    name: 'issuer-throttled',
    hop: 6,
    seen: 'The token endpoint answers 429 to every request.',
    outcome: 'breaks',
    begin: relayAt('userPoolDomain')(() => requestsTo(tokenPath, throttled())),
  },
  {
    name: 'issuer-throttled-briefly',
    hop: 6,
    seen: 'The token endpoint answers 429 once, to the prefetch; the question still gets a token.',
    outcome: 'survived',
    begin: relayAt('userPoolDomain')(() => requestsTo(tokenPath, firstRequestOnly(throttled()))),
  },
];
