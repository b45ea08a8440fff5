import Badge from '@cloudscape-design/components/badge';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Toggle from '@cloudscape-design/components/toggle';
import type { FaultOutcome, FaultState } from '@hopwise/contracts/faults';
import { Fragment } from 'react';
import { codesOfFault } from '../diagnosis/faults-of-code.ts';
import { DocumentedCode } from '../failures/documented-code.tsx';
import type { FaultsView } from './use-faults.ts';

export type FaultSwitchProps = { readonly fault: FaultState; readonly view: FaultsView };

/** The switch of one fault, with links to the codes that it produces. */
export const FaultSwitch = ({ fault, view }: FaultSwitchProps) => {
  const codes = codesOfFault(fault.name);
  return (
    <div className="breaks-anywhere">
      <Toggle
        checked={fault.on}
        // A disabled switch would lose the focus.
        readOnly={view.flipping !== undefined}
        ariaLabel={fault.name}
        description={fault.seen}
        onChange={({ detail }) => view.flip(fault, detail.checked)}
      >
        <SpaceBetween direction="horizontal" size="xs" alignItems="center">
          {fault.name}
          {fault.outcome !== 'breaks' && <Badge>{outcomeText[fault.outcome]}</Badge>}
          {view.flipping === fault.name && <Spinner />}
        </SpaceBetween>
      </Toggle>
      {codes.length > 0 && (
        <div className="fault-codes">
          {codes.map((code, index) => (
            <Fragment key={code}>
              {index > 0 && ', '}
              <DocumentedCode code={code} />
            </Fragment>
          ))}
        </div>
      )}
    </div>
  );
};

const outcomeText: Readonly<Record<Exclude<FaultOutcome, 'breaks'>, string>> = {
  survived: 'absorbed by the design',
  static: 'visible only in the template',
};
