import type { ComponentProps } from 'react';
import { cx } from './cx';
import { controlClass } from './input';

interface TextareaProps extends ComponentProps<'textarea'> {
  mono?: boolean;
}

export function Textarea({ mono = false, className, ...rest }: TextareaProps) {
  return (
    <textarea
      className={cx(controlClass, 'block resize-y py-1.5', mono && 'font-mono', className)}
      {...(mono ? { dir: 'ltr', spellCheck: false, autoCapitalize: 'off' } : {})}
      {...rest}
    />
  );
}
