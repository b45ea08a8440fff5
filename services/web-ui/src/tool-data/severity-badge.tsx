import Badge, { type BadgeProps } from '@cloudscape-design/components/badge';
import { type Severity, severityNames } from './severity.ts';

const colors: Readonly<Record<Severity, NonNullable<BadgeProps['color']>>> = {
  CRITICAL: 'severity-critical',
  HIGH: 'severity-high',
  MEDIUM: 'severity-medium',
  LOW: 'severity-low',
  INFORMATIONAL: 'severity-neutral',
};

export const SeverityBadge = ({ severity }: { readonly severity: Severity }) => (
  <Badge color={colors[severity]}>{severityNames[severity]}</Badge>
);
