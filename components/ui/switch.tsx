'use client';
import { Switch as Radix } from 'radix-ui';
import { useId, type ReactNode } from 'react';
import { cx } from './cx';

interface SwitchProps {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  className?: string;
}

/** Something that is on or off at once. */
export function Switch({ label, checked, onChange, disabled = false, className }: SwitchProps) {
  const id = useId();
  return (
    <span className={cx('inline-flex min-h-6 items-center gap-2', className)}>
      <Radix.Root
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        className="relative inline-flex h-4 w-7 shrink-0 items-center rounded-full border border-edge bg-sunken after:absolute after:-inset-1 data-[state=checked]:border-ink data-[state=checked]:bg-ink disabled:opacity-50"
      >
        <Radix.Thumb className="ms-0.5 block size-2.5 rounded-full bg-edge transition-[margin] data-[state=checked]:ms-3.5 data-[state=checked]:bg-paper" />
      </Radix.Root>
      <label htmlFor={id} className="cursor-pointer whitespace-nowrap">
        {label}
      </label>
    </span>
  );
}
