'use client';
import { Suspense, type ReactNode } from 'react';
import type { DialogBoxProps } from './dialog-box';
import { DialogBox } from './popups';
import { useOnceTrue } from './use-once-true';

/** Asks before it acts. Escape and a click outside close it; focus goes back where it was. */
export function Dialog(props: DialogBoxProps) {
  const wasOpened = useOnceTrue(props.open);
  return wasOpened ? (
    <Suspense fallback={null}>
      <DialogBox {...props} />
    </Suspense>
  ) : null;
}

/** The row of answers at the end of a dialog. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div className="sticky -inset-be-5 -mx-5 -mb-5 flex flex-wrap justify-end gap-2 bg-surface px-5 pt-2 pb-5">{children}</div>
  );
}
