'use client';
import { Suspense } from 'react';
import { SheetBox } from './popups';
import type { SheetBoxProps } from './sheet-box';
import { useOnceTrue } from './use-once-true';

/** A drawer over the page. */
export function Sheet(props: SheetBoxProps) {
  const wasOpened = useOnceTrue(props.open);
  return wasOpened ? (
    <Suspense fallback={null}>
      <SheetBox {...props} />
    </Suspense>
  ) : null;
}
