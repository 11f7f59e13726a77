import type { ComponentProps } from 'react';
import { cx } from './cx';

/** A surface with a hairline around it. Cards never hold cards. */
export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return <section className={cx('min-w-0 rounded-lg border border-line bg-surface', className)} {...rest} />;
}
