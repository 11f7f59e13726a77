'use client';
import { Dialog as Radix } from 'radix-ui';
import { useRef, type ReactNode } from 'react';
import { cx } from './cx';

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** One sentence under the title; read out when the dialog opens. */
  description?: ReactNode;
  children: ReactNode;
  className?: string;
}

export const overlayClass = 'fixed inset-0 z-40 bg-[color-mix(in_oklab,#17181c_32%,transparent)]';

/** Asks before it acts. Escape and a click outside close it; focus goes back where it was. */
export function Dialog({ open, onOpenChange, title, description, children, className }: DialogProps) {
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

/** The row of answers at the end of a dialog. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div className="sticky -inset-be-5 -mx-5 -mb-5 flex flex-wrap justify-end gap-2 bg-surface px-5 pt-2 pb-5">{children}</div>
  );
}
