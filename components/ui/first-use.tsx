'use client';
import { cloneElement, Suspense, useState, type ComponentProps, type ReactElement, type ReactNode } from 'react';

/** The button that opens a popup. */
export type Trigger = ReactElement<ComponentProps<'button'>>;

interface FirstUseProps {
  popup: 'menu' | 'dialog';
  /** Opened by the click that comes with it. */
  defaultUsed?: boolean;
  onUse?: () => void;
  /** What opens the popup. */
  trigger: Trigger;
  /** The popup with its trigger, open. */
  children: ReactNode;
}

/** A trigger by itself until its first use, and while the popup is loaded: looks, focus and what is read out stay the same. */
export function FirstUse({ popup, defaultUsed = false, onUse, trigger, children }: FirstUseProps) {
  const [isUsed, setUsed] = useState(defaultUsed);
  const begin = () => {
    setUsed(true);
    onUse?.();
  };
  const { onClick, onKeyDown } = trigger.props;
  const alone = cloneElement(trigger, {
    'aria-haspopup': popup,
    'aria-expanded': false,
    onClick: (event) => {
      onClick?.(event);
      begin();
    },
    onKeyDown: (event) => {
      onKeyDown?.(event);
      if (popup !== 'menu' || event.key !== 'ArrowDown') return;
      event.preventDefault();
      begin();
    },
  });
  return isUsed ? <Suspense fallback={alone}>{children}</Suspense> : alone;
}
