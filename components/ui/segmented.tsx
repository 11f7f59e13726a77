'use client';
import { useId, type ReactNode } from 'react';
import { cx } from './cx';

export interface SegmentedOption<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  readonly disabled?: boolean;
}

interface SegmentedProps<Value extends string> {
  /** Read out by assistive technology; not shown. */
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly SegmentedOption<Value>[];
  size?: 'small' | 'medium';
  disabled?: boolean;
  className?: string;
}

/** One choice of a few, all in sight: the browser's own radio buttons, each as large as its word. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, onChange, options, size = 'medium', disabled = false, className } = props;
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={cx('inline-flex max-w-full flex-wrap rounded-md border border-edge bg-surface', className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={cx(
            'relative inline-flex items-center gap-1.5 border-s border-line whitespace-nowrap first:rounded-s-[6px] first:border-s-0 last:rounded-e-[6px]',
            'has-focus-visible:z-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
            option.value === value ? 'bg-ink text-paper' : 'text-muted hover:text-ink',
            (disabled || option.disabled === true) && 'opacity-50',
            size === 'small' ? 'min-h-6 px-2 text-xs' : 'min-h-7 px-2.5',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={disabled || option.disabled === true}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer appearance-none opacity-0"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
