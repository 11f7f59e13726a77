'use client';
import { useState } from 'react';
import { cx } from './cx';

/** A figure that changes by itself: each new text glows and settles, unless motion is unwanted. The first one is still. */
export function Ticking({ text, className }: { text: string; className?: string }) {
  const [first] = useState(text);
  return (
    <bdi key={text} className={cx('isolated', text !== first && 'ticks', className)}>
      {text}
    </bdi>
  );
}
