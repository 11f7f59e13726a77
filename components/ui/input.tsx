import type { ComponentProps } from 'react';
import { cx } from './cx';

/** The look of everything one types into or chooses from. */
export const controlClass =
  'min-h-[30px] w-full min-w-0 rounded-md border border-edge bg-surface px-2.5 text-ink hover:border-muted aria-invalid:border-bad disabled:bg-sunken disabled:text-faint';

interface InputProps extends ComponentProps<'input'> {
  /** Names, keys, offsets and values. */
  mono?: boolean;
}

export function Input({ mono = false, className, type = 'text', ...rest }: InputProps) {
  return (
    <input
      type={type}
      className={cx(controlClass, mono && 'font-mono', className)}
      {...(mono ? { dir: 'ltr', spellCheck: false, autoCapitalize: 'off' } : {})}
      {...rest}
    />
  );
}
