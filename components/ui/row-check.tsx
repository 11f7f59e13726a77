'use client';
import { checkClass } from './check-class';
import { cx } from './cx';

interface RowCheckProps {
  /** Read out, as nothing is written beside it. */
  label: string;
  checked: boolean | 'some';
  /** In sight also when nobody points at it. */
  isShown: boolean;
  /** `isRange`: with Shift, from the one before. */
  onChange: (checked: boolean, isRange: boolean) => void;
}

/** Selects a row, or all of them. It comes into sight with the pointer or the focus; fingers, which do not hover, always see it. */
export function RowCheck({ label, checked, isShown, onChange }: RowCheckProps) {
  return (
    <label className="-my-1 grid size-6 cursor-pointer place-items-center select-none">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked === true}
        ref={(input) => {
          if (input !== null) input.indeterminate = checked === 'some';
        }}
        onChange={({ target, nativeEvent }) =>
          onChange(target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }
        className={cx(
          checkClass,
          !isShown && 'opacity-0 transition-opacity group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100',
        )}
      />
    </label>
  );
}
