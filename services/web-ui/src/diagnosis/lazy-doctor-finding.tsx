import { Suspense } from 'react';
import { lazyPart } from '../loading/lazy-part.ts';
import type { DoctorFindingProps } from './doctor-finding.tsx';

const DoctorFinding = lazyPart(() =>
  import('./doctor-finding.tsx').then((module) => module.DoctorFinding),
);

/** Shows a finding of the doctor. The first finding loads the code, so the first load of the page is smaller. */
export const LazyDoctorFinding = (props: DoctorFindingProps) => (
  <Suspense>
    <DoctorFinding {...props} />
  </Suspense>
);
