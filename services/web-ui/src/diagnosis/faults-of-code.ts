/** The fault switches that the doctor answers with a code. */
export const faultsOfCode = (code: string): readonly string[] => documentedFaults[code] ?? [];

/** The codes with which the doctor answers a fault switch. */
export const codesOfFault = (name: string): readonly string[] =>
  Object.entries(documentedFaults).flatMap(([code, names]) => (names.includes(name) ? [code] : []));
