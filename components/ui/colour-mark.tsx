import type { CSSProperties } from 'react';
import { cx } from './cx';

/** A square of the colour that somebody gave a thing; its name stands beside it. Without a colour it takes no room. */
export function ColourMark({ hue, className }: { hue: number | null | undefined; className?: string }) {
  if (hue === undefined) return null;
  const style: CSSProperties & { '--h'?: number } = hue === null ? {} : { '--h': hue };
  return (
    <span
      aria-hidden
      style={style}
      className={cx('inline-block size-2.5 shrink-0 rounded-[3px]', hue === null ? 'bg-edge' : 'hue-mark', className)}
    />
  );
}
