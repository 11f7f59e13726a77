import type { ComponentProps } from 'react';
import { cx } from './cx';

export type ButtonVariant = 'plain' | 'primary' | 'danger' | 'quiet';
export type ButtonSize = 'small' | 'medium';

const shape =
  'inline-flex items-center justify-center gap-2 rounded-md border whitespace-nowrap select-none transition-colors disabled:opacity-60 aria-disabled:opacity-60';

const variants: Record<ButtonVariant, string> = {
  plain: 'border-edge bg-surface text-ink enabled:hover:bg-sunken',
  primary: 'border-ink bg-ink font-medium text-paper enabled:hover:bg-muted enabled:hover:border-muted',
  danger: 'border-bad bg-surface text-bad enabled:hover:bg-bad-soft',
  quiet: 'border-transparent text-muted enabled:hover:bg-sunken enabled:hover:text-ink',
};

const sizes: Record<ButtonSize, string> = { small: 'min-h-6 px-2 text-sm', medium: 'min-h-[30px] px-3' };

/** For links that look like buttons. */
export function buttonClass(variant: ButtonVariant = 'plain', size: ButtonSize = 'medium'): string {
  return cx(shape, variants[variant], sizes[size]);
}

interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant;
  size?: ButtonSize;
}

export function Button({ variant = 'plain', size = 'medium', className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={cx(buttonClass(variant, size), className)} {...rest} />;
}
