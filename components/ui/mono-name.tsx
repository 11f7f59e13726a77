import type { ReactNode } from 'react';

/** A name within a sentence: left to right, and broken within only where a line cannot hold it. */
export function MonoName({ children }: { children: ReactNode }) {
  return (
    <bdi dir="ltr" className="font-mono wrap-anywhere">
      {children}
    </bdi>
  );
}
