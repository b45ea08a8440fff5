import Link from '@cloudscape-design/components/link';
import { Fragment } from 'react';
import { faultHref, showFault } from '../navigation/fault-link.ts';

/** Links to fault switches in the panel. */
export const FaultLinks = ({ names }: { readonly names: readonly string[] }) =>
  names.map((name, index) => (
    <Fragment key={name}>
      {index > 0 && ', '}
      <Link
        href={faultHref(name)}
        onFollow={(event) => {
          event.preventDefault();
          showFault(name);
        }}
      >
        {name}
      </Link>
    </Fragment>
  ));
