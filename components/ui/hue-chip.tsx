import type { CSSProperties, ReactNode } from 'react';
import { cx } from './cx';

/** Sets --h for the hue utilities of the element and of what is in it. */
export function hueStyle(hue: number): CSSProperties {
  const style: CSSProperties & { '--h': number } = { '--h': hue };
  return style;
}

const chipClass = 'inline-flex items-center gap-1.5 rounded-full px-[7px] font-mono text-xs font-medium whitespace-nowrap';

function Mark({ off }: { off: boolean }) {
  return <span aria-hidden className={cx('size-[7px] shrink-0 rounded-full', off ? 'bg-line-strong' : 'hue-mark')} />;
}

interface HueChipProps {
  hue: number;
  children: ReactNode;
  title?: string;
  className?: string;
}

/** A mark in a hue with its name beside it: the name identifies, the hue only helps the eye. */
export function HueChip({ hue, children, title, className }: HueChipProps) {
  return (
    <span dir="ltr" style={hueStyle(hue)} title={title} className={cx(chipClass, 'hue-soft hue-ink', className)}>
      <Mark off={false} />
      {children}
    </span>
  );
}

interface HueChipToggleProps extends HueChipProps {
  pressed: boolean;
  onPressedChange: (pressed: boolean) => void;
  label?: string;
}

export function HueChipToggle({ hue, children, title, className, pressed, onPressedChange, label }: HueChipToggleProps) {
  return (
    <button
      type="button"
      dir="ltr"
      aria-pressed={pressed}
      aria-label={label}
      title={title}
      style={hueStyle(hue)}
      onClick={() => onPressedChange(!pressed)}
      className={cx(chipClass, 'min-h-6', pressed ? 'hue-soft hue-ink' : 'bg-sunken text-faint line-through', className)}
    >
      <Mark off={!pressed} />
      {children}
    </button>
  );
}
