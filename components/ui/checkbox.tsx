import type { ReactNode } from 'react';
import { checkClass } from './check-class';
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
        className={checkClass}
      />
      {label}
    </label>
  );
}
