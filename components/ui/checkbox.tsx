import type { ReactNode } from 'react';
import { cx } from './cx';

interface CheckboxProps {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  className?: string;
}

export function Checkbox({ label, checked, onChange, disabled = false, className }: CheckboxProps) {
  return (
    <label className={cx('inline-flex min-h-6 cursor-pointer items-center gap-2', className)}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        className="grid size-4 shrink-0 cursor-pointer appearance-none place-items-center rounded-sm border border-edge bg-surface before:text-[11px] before:leading-none before:text-paper checked:border-ink checked:bg-ink checked:before:content-['✓'] disabled:opacity-50"
      />
      {label}
    </label>
  );
}
