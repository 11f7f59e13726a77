'use client';
import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button';
import { cx } from './cx';

interface PopoverProps {
  /** On the button, and the name of what it opens. */
  label: string;
  /** On the button when it says more than the name. */
  text?: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
  children: ReactNode;
}

/** A button that opens a small panel of controls beside it. */
export function Popover({ label, text = label, open, onOpenChange, className, children }: PopoverProps) {
  const control = { ...(open === undefined ? {} : { open }), ...(onOpenChange === undefined ? {} : { onOpenChange }) };
  return (
    <Radix.Root {...control}>
      <Radix.Trigger asChild>
        <Button>
          {text}
          <span aria-hidden>▾</span>
        </Button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className={cx('z-50 grid gap-3 rounded-md border border-line bg-surface p-3 text-ink shadow-float', className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
