'use client';
import Link from 'next/link';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './cx';

export type MenuItem =
  | {
      readonly kind: 'action';
      readonly label: ReactNode;
      readonly onSelect: () => void;
      readonly tone?: 'bad';
      readonly disabled?: boolean;
    }
  | { readonly kind: 'link'; readonly label: ReactNode; readonly href: string }
  | {
      readonly kind: 'choice';
      readonly label: ReactNode;
      readonly checked: boolean;
      readonly onSelect: () => void;
      /** For choices of which several are made at once. */
      readonly keepsOpen?: boolean;
    }
  /** Said, not done. */
  | { readonly kind: 'text'; readonly label: ReactNode }
  | { readonly kind: 'line' };

const itemClass =
  'flex min-h-7 cursor-pointer items-center justify-between gap-4 rounded-sm px-2.5 outline-none select-none data-[disabled]:cursor-not-allowed data-[disabled]:opacity-50 data-[highlighted]:bg-select';

export function Item({ item }: { item: MenuItem }) {
  switch (item.kind) {
    case 'line':
      return <DropdownMenu.Separator className="my-1 border-t border-line" />;
    case 'text':
      return <DropdownMenu.Label className="px-2.5 py-0.5 text-sm text-muted">{item.label}</DropdownMenu.Label>;
    case 'link':
      return (
        <DropdownMenu.Item asChild className={itemClass}>
          <Link href={item.href}>{item.label}</Link>
        </DropdownMenu.Item>
      );
    case 'choice':
      return (
        <DropdownMenu.CheckboxItem
          checked={item.checked}
          onSelect={(event) => {
            if (item.keepsOpen === true) event.preventDefault();
            item.onSelect();
          }}
          className={itemClass}
        >
          {item.label}
          <DropdownMenu.ItemIndicator>
            <span aria-hidden>✓</span>
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.CheckboxItem>
      );
    case 'action':
      return (
        <DropdownMenu.Item
          disabled={item.disabled === true}
          onSelect={item.onSelect}
          className={cx(itemClass, item.tone === 'bad' && 'text-bad')}
        >
          {item.label}
        </DropdownMenu.Item>
      );
  }
}
