'use client';
import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';
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

/** One choice of a few, all in sight. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, onChange, options, size = 'medium', disabled = false, className } = props;
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      disabled={disabled}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen !== undefined) onChange(chosen.value);
      }}
      orientation="horizontal"
      className={cx('inline-flex max-w-full flex-wrap rounded-md border border-edge bg-surface', className)}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          disabled={option.disabled === true}
          className={cx(
            'inline-flex items-center gap-1.5 border-s border-line text-muted whitespace-nowrap first:rounded-s-[6px] first:border-s-0 last:rounded-e-[6px]',
            'hover:text-ink data-[state=checked]:bg-ink data-[state=checked]:text-paper disabled:opacity-50 focus-visible:z-1',
            size === 'small' ? 'min-h-6 px-2 text-xs' : 'min-h-7 px-2.5',
          )}
        >
          {option.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
