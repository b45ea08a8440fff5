import { styleText } from 'node:util';
import type { DoctorReport } from '@hopwise/contracts/finding';
import { plainReport } from './plain-report.ts';

/** Formats a report for a terminal. */
export const textReport = (report: DoctorReport, colour: boolean): string =>
  colour
    ? plainReport(report, (style, text) => styleText(style, text, { validateStream: false }))
    : plainReport(report);
