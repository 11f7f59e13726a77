'use client';
import { useMemo } from 'react';
import { MarkedText } from '@/components/ui/marked-text';
import { lineStarts } from './payload-bytes';
import { VirtualLines } from './virtual-lines';

/** Text as it is, line by line. */
export function TextView({ text, label }: { text: string; label: string }) {
  const starts = useMemo(() => lineStarts(text), [text]);
  const line = (index: number) => text.slice(starts[index], starts[index + 1]).replace(/\n$/, '');
  return (
    <VirtualLines
      wraps
      label={label}
      count={starts.length - 1}
      line={(index) => <MarkedText text={line(index)} />}
      className="py-3.5"
    />
  );
}
