'use client';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useText } from '@/lib/i18n/text-provider';
import { Button } from './button';
import { cx } from './cx';
import { overlayClass } from './overlay-class';

export interface SheetBoxProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  children: ReactNode;
  /** `end` slides beside the page, `bottom` over it. */
  side?: 'start' | 'end' | 'bottom';
  className?: string;
}

const sides = {
  start: 'inset-y-0 inset-s-0 w-[min(320px,88vw)] border-e',
  end: 'inset-y-0 inset-e-0 w-[min(420px,100vw)] border-s',
  bottom: 'inset-x-0 inset-be-0 max-h-[88dvh] rounded-t-lg border-t',
} as const;

export function SheetBox({ open, onOpenChange, title, children, side = 'end', className }: SheetBoxProps) {
  const { t } = useText();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClass} />
        <Radix.Content
          aria-describedby={undefined}
          className={cx(
            'fixed z-50 flex flex-col gap-3 overflow-y-auto border-line bg-surface p-4 text-ink shadow-float focus:outline-none',
            sides[side],
            className,
          )}
        >
          <div className="flex items-center justify-between gap-3">
            <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
            <Radix.Close asChild>
              <Button variant="quiet" size="small" aria-label={t('common.close')}>
                <span aria-hidden>✕</span>
              </Button>
            </Radix.Close>
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
