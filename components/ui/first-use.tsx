'use client';
import { Slot } from 'radix-ui';
import { Suspense, useState, type ReactNode } from 'react';

interface FirstUseProps {
  popup: 'menu' | 'dialog';
  /** Opened by the click that comes with it. */
  defaultUsed?: boolean;
  onUse?: () => void;
  /** What opens the popup. */
  trigger: ReactNode;
  /** The popup with its trigger, open. */
  children: ReactNode;
}

/** A trigger by itself until its first use, and while the popup is loaded: looks, focus and what is read out stay the same. */
export function FirstUse({ popup, defaultUsed = false, onUse, trigger, children }: FirstUseProps) {
  const [isUsed, setUsed] = useState(defaultUsed);
  const use = () => {
    setUsed(true);
    onUse?.();
  };
  const alone = (
    <Slot.Root
      aria-haspopup={popup}
      aria-expanded={false}
      onClick={use}
      onKeyDown={(event) => {
        if (popup !== 'menu' || event.key !== 'ArrowDown') return;
        event.preventDefault();
        use();
      }}
    >
      {trigger}
    </Slot.Root>
  );
  return isUsed ? <Suspense fallback={alone}>{children}</Suspense> : alone;
}
