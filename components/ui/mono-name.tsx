import type { ReactNode } from 'react';

/** A name within a sentence: left to right, and broken where it must be. */
export function MonoName({ children }: { children: ReactNode }) {
  return (
    <bdi dir="ltr" className="font-mono break-all">
      {children}
    </bdi>
  );
}
