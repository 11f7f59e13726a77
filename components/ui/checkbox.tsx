'use client';
import { Checkbox as Radix } from 'radix-ui';
import { useId, type ReactNode } from 'react';
import { cx } from './cx';

interface CheckboxProps {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  className?: string;
}

export function Checkbox({ label, checked, onChange, disabled = false, className }: CheckboxProps) {
  const id = useId();
  return (
    <span className={cx('inline-flex min-h-6 items-center gap-2', className)}>
      <Radix.Root
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onChange(next === true)}
        className="relative grid size-4 place-items-center rounded-sm border border-edge bg-surface after:absolute after:-inset-1 data-[state=checked]:border-ink data-[state=checked]:bg-ink data-[state=checked]:text-paper disabled:opacity-50"
      >
        <Radix.Indicator>
          <svg aria-hidden viewBox="0 0 10 8" className="w-2.5">
            <path d="M1 4l3 3 5-6" fill="none" stroke="currentColor" strokeWidth="1.6" />
          </svg>
        </Radix.Indicator>
      </Radix.Root>
      <label htmlFor={id} className="cursor-pointer">
        {label}
      </label>
    </span>
  );
}
