import { styleText } from 'node:util';
import { plainReport, type ReportToFormat } from './plain-report.ts';

/** Formats a report for a terminal. */
export const textReport = (report: ReportToFormat, colour: boolean): string =>
  colour
    ? plainReport(report, (style, text) => styleText(style, text, { validateStream: false }))
    : plainReport(report);
