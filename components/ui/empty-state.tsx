import type { ReactNode } from 'react';
import { Card } from './card';

interface EmptyStateProps {
  title: ReactNode;
  /** It is all the page has to say, so its title is the page's. */
  isPage?: boolean;
  children?: ReactNode;
  actions?: ReactNode;
}

/** Nothing here yet: why, and what to do about it. */
export function EmptyState({ title, isPage = false, children, actions }: EmptyStateProps) {
  const Heading = isPage ? 'h1' : 'h2';
  return (
    <Card className="grid max-w-[720px] justify-items-start gap-3.5 p-6">
      <Heading className="text-xl font-semibold tracking-tight">{title}</Heading>
      {children === undefined ? null : <div className="text-muted">{children}</div>}
      {actions === undefined ? null : <div className="flex flex-wrap gap-2">{actions}</div>}
    </Card>
  );
}
