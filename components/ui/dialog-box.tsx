'use client';
import { Dialog as Radix } from 'radix-ui';
import { useRef, type ReactNode } from 'react';
import { cx } from './cx';
import { overlayClass } from './overlay-class';

export interface DialogBoxProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** One sentence under the title; read out when the dialog opens. */
  description?: ReactNode;
  children: ReactNode;
  className?: string;
}

export function DialogBox({ open, onOpenChange, title, description, children, className }: DialogBoxProps) {
  // Radix goes back to a trigger of its own; ours are opened by whatever was pressed.
  const opener = useRef<Element>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClass} />
        <Radix.Content
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            if (!(opener.current instanceof HTMLElement) || !opener.current.isConnected) return;
            event.preventDefault();
            opener.current.focus();
          }}
          className={cx(
            'fixed inset-x-3 inset-bs-[6dvh] z-50 mx-auto grid max-h-[88dvh] max-w-[540px] gap-3.5 overflow-y-auto rounded-lg border border-line bg-surface p-5 text-ink shadow-float focus:outline-none sm:inset-bs-[12dvh] sm:max-h-[80dvh]',
            className,
          )}
        >
          <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
          {description === undefined ? null : <Radix.Description className="text-muted">{description}</Radix.Description>}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
