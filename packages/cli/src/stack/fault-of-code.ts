/**
 * The message for a name that is not a fault but a code of the doctor. `undefined` if no fault produces the code.
 * Loads the catalogue of findings only here.
 */
export const faultOfCodeMessage = async (asked: string): Promise<string | undefined> => {
  const { faultsOfCode } = await import('@hopwise/doctor/faults-of-code');
  const faults = faultsOfCode(asked);
  if (faults.length === 0) return undefined;
  return `There is no fault ${asked}. The doctor reports this code for ${faults.join(' or ')}.`;
};
