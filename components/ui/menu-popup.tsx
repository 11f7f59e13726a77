'use client';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { Item, type MenuItem } from './menu-item';

export interface MenuPopupProps {
  /** Read out for the trigger. */
  label: string;
  items: readonly MenuItem[];
  trigger: ReactNode;
  align?: 'start' | 'center' | 'end';
}

/** A menu at its first use, open. */
export function MenuPopup({ label, items, trigger, align = 'end' }: MenuPopupProps) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-[min(320px,94vw)] min-w-44 overflow-y-auto rounded-md border border-line bg-surface p-1 text-ink shadow-float"
        >
          {items.map((item, index) => (
            <Item key={index} item={item} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
