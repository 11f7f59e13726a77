import { cx } from './cx';

interface ProgressBarProps {
  /** Read out for the bar. */
  label: string;
  /** From 0 to 1. */
  done: number;
  className?: string;
}

export function ProgressBar({ label, done, className }: ProgressBarProps) {
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(done * 100)}
      className={cx('block h-1.5 overflow-hidden rounded-full bg-line', className)}
    >
      <span className="block h-full bg-ink" style={{ inlineSize: `${Math.min(1, done) * 100}%` }} />
    </span>
  );
}
