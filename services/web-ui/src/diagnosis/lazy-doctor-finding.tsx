import { lazy, Suspense } from 'react';
import type { DoctorFindingProps } from './doctor-finding.tsx';

const DoctorFinding = lazy(() =>
  import('./doctor-finding.tsx').then((module) => ({ default: module.DoctorFinding })),
);

/** Shows a finding of the doctor. The first finding loads the code, so the first load of the page is smaller. */
export const LazyDoctorFinding = (props: DoctorFindingProps) => (
  <Suspense>
    <DoctorFinding {...props} />
  </Suspense>
);
