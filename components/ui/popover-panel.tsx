'use client';
import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './cx';

export interface PopoverPanelProps {
  /** Read out. */
  label: string;
  trigger: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom';
  className?: string;
  children: ReactNode;
}

/** A popover at its first use: open, unless the caller has a say in it. */
export function PopoverPanel(props: PopoverPanelProps) {
  const { label, trigger, open, onOpenChange, align = 'end', side = 'bottom', className, children } = props;
  return (
    <Radix.Root {...(open === undefined ? { defaultOpen: true } : { open })} {...(onOpenChange && { onOpenChange })}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
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
