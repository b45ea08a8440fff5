/**
 * Why a finding type matters, by its threat purpose: what stands before the colon of `Recon:EC2/Portscan`.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-format.html
 */
export const threatPurposeRisk = (findingType: string): string => {
  const [purpose = ''] = findingType.split(':', 1);
  return risks.get(purpose) ?? 'GuardDuty saw activity that an attack on this account would show.';
};

const risks: ReadonlyMap<string, string> = new Map([
  ['AttackSequence', 'Several signals together show an attack in progress, not an isolated event.'],
  ['Backdoor', 'The resource seems compromised and in contact with its controller.'],
  ['Behavior', 'The resource behaves unlike its own baseline, as a compromised one does.'],
  ['CredentialAccess', 'Somebody is trying to obtain passwords, user names or access keys.'],
  ['CryptoCurrency', 'The resource seems to mine cryptocurrency at your expense.'],
  ['DefenseEvasion', 'Somebody is trying to stay unseen while they are in the account.'],
  ['Discovery', 'Somebody is learning what the account holds, as a step before taking it.'],
  ['Execution', 'Code that nobody deployed may be running in the account.'],
  ['Exfiltration', 'Somebody seems to be taking data out of the account.'],
  ['Impact', 'Somebody is trying to manipulate, interrupt or destroy systems or data.'],
  ['InitialAccess', 'Somebody seems to be gaining a first foothold in the account.'],
  ['PenTest', 'A tool for penetration tests was used; attackers use the same tools.'],
  ['Persistence', 'Somebody is trying to keep the access that they have gained.'],
  [
    'Policy',
    'The account is used or configured against recommended practice, which opens it to attack.',
  ],
  ['PrivilegeEscalation', 'Somebody is trying to gain more permissions than they were given.'],
  ['Recon', 'Somebody is looking for a way in.'],
  ['Stealth', 'Somebody is hiding their tracks.'],
  ['Trojan', 'Malicious software seems to run on the resource.'],
  ['UnauthorizedAccess', 'Somebody who should not have access uses it, or tries to.'],
]);
