import type { ReactNode } from 'react';
import { Card } from './card';

interface EmptyStateProps {
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}

/** Nothing here yet: why, and what to do about it. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <Card className="grid max-w-[720px] justify-items-start gap-3.5 p-6">
      <h2 className="text-xl font-semibold tracking-tight">{title}</h2>
      {children === undefined ? null : <div className="text-muted">{children}</div>}
      {actions === undefined ? null : <div className="flex flex-wrap gap-2">{actions}</div>}
    </Card>
  );
}
