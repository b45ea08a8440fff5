import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';

export type ServiceState = { readonly type: StatusIndicatorProps.Type; readonly text: string };

const states: Readonly<Record<string, ServiceState>> = {
  enabled: { type: 'success', text: 'On' },
  disabled: { type: 'stopped', text: 'Off' },
  access_denied: { type: 'error', text: 'Denied' },
  unsupported_region: { type: 'info', text: 'Not in this Region' },
  unavailable: { type: 'warning', text: 'No answer' },
};

/** Returns icon and text for the status of a service. */
export const serviceState = (status: string): ServiceState =>
  states[status] ?? { type: 'warning', text: status };
