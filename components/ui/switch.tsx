'use client';
import { useState, type ReactNode } from 'react';
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
  /* What was just chosen is shown at once, also where the state lives in the address and comes back a moment later. */
  const [chosen, setChosen] = useState<boolean | undefined>();
  if (chosen === checked) setChosen(undefined);
  return (
    <label className={cx('inline-flex min-h-6 cursor-pointer items-center gap-2 whitespace-nowrap', className)}>
      <input
        type="checkbox"
        role="switch"
        checked={chosen ?? checked}
        disabled={disabled}
        onChange={(event) => {
          setChosen(event.target.checked);
          onChange(event.target.checked);
        }}
        className="relative h-4 w-7 shrink-0 cursor-pointer appearance-none rounded-full border border-edge bg-sunken before:absolute before:inset-s-0.5 before:inset-bs-0.5 before:size-2.5 before:rounded-full before:bg-edge checked:border-ink checked:bg-ink checked:before:inset-s-3.5 checked:before:bg-paper disabled:opacity-50"
      />
      {label}
    </label>
  );
}
