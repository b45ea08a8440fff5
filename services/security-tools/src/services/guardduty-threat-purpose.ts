/**
 * The risk of a finding, by the threat purpose of its type: `Recon` of `Recon:EC2/Portscan`.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-format.html
 */
export const threatPurposeRisk = (findingType: string): string => {
  const [purpose = ''] = findingType.split(':', 1);
  return (
    risks.get(purpose) ??
    'GuardDuty detected activity that can be part of an attack on this account.'
  );
};

const risks: ReadonlyMap<string, string> = new Map([
  ['AttackSequence', 'Several signals together show an attack in progress, not an isolated event.'],
  ['Backdoor', 'The resource appears to be compromised and in contact with its controller.'],
  [
    'Behavior',
    'The resource deviates from its usual behavior, which can mean that it is compromised.',
  ],
  ['CredentialAccess', 'Someone is trying to obtain passwords, user names or access keys.'],
  ['CryptoCurrency', 'The resource appears to mine cryptocurrency at your expense.'],
  ['DefenseEvasion', 'Someone is trying to avoid detection in the account.'],
  [
    'Discovery',
    'Someone is exploring the resources of the account, often the step before an attack.',
  ],
  ['Execution', 'Unauthorized code may be running in the account.'],
  ['Exfiltration', 'Someone appears to be copying data out of the account.'],
  ['Impact', 'Someone is trying to manipulate, interrupt or destroy systems or data.'],
  ['InitialAccess', 'Someone appears to be gaining initial access to the account.'],
  ['PenTest', 'A penetration testing tool was used. Attackers use the same tools.'],
  ['Persistence', 'Someone is trying to keep the access that they have gained.'],
  [
    'Policy',
    'The account is used or configured against recommended practice, which exposes it to attacks.',
  ],
  ['PrivilegeEscalation', 'Someone is trying to gain additional permissions.'],
  ['Recon', 'Someone is scanning the account for vulnerabilities.'],
  ['Stealth', 'Someone is hiding their activity.'],
  ['Trojan', 'Malicious software appears to run on the resource.'],
  ['UnauthorizedAccess', 'An unauthorized person uses the resource, or tries to.'],
]);
