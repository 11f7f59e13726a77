import type { ReactNode } from 'react';

/** A titled part of the overview. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-2">
      {/* As high as a head with controls beside it. */}
      <h2 className="flex min-h-6.5 items-center text-[14px] font-semibold">{title}</h2>
      {children}
    </div>
  );
}

/** A sentence where a table would be. */
export function Quiet({ children }: { children: ReactNode }) {
  return <p className="rounded-lg border border-line bg-surface px-3.5 py-2 text-muted">{children}</p>;
}
