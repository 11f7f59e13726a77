import { hueStyle } from './hue-chip';
import { cx } from './cx';
import { sparklinePath } from './sparkline-path';

interface SparklineProps {
  /** Oldest first; null where nothing is known. */
  values: readonly (number | null)[];
  /** What the plot says, in words. */
  label: string;
  width?: number;
  height?: number;
  hue?: number;
  /** Stretch to the width of the place it is in. */
  fluid?: boolean;
  className?: string;
}

/** The shape of the last minutes, without axes. Time runs left to right in every language. */
export function Sparkline({ values, label, width = 88, height = 20, hue, fluid = false, className }: SparklineProps) {
  const top = values.reduce<number>((highest, value) => Math.max(highest, value ?? 0), 0);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      {...(fluid ? {} : { width })}
      height={height}
      {...(hue === undefined ? {} : { style: hueStyle(hue) })}
      className={cx('inline-block align-middle', fluid && 'w-full', hue === undefined ? 'text-muted' : 'hue-ink', className)}
    >
      <path
        d={sparklinePath(values, width, height, top)}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
