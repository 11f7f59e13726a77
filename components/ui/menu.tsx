'use client';
import { Button } from './button';
import { FirstUse, type Trigger } from './first-use';
import type { MenuPopupProps } from './menu-popup';
import { MenuPopup } from './popups';

export type { MenuItem } from './menu-item';

interface MenuProps extends Omit<MenuPopupProps, 'trigger'> {
  /** A button; without it the menu opens from ⋯. */
  trigger?: Trigger | undefined;
  /** For a menu that comes with the click that opens it. */
  defaultOpen?: boolean;
}

/** What can be done to a thing. Not modal, so the page behind keeps ticking and scrolling. */
export function Menu({ label, trigger, defaultOpen = false, ...rest }: MenuProps) {
  const button = trigger ?? (
    <Button variant="quiet" size="small" aria-label={label} title={label}>
      <span aria-hidden>⋯</span>
    </Button>
  );
  return (
    <FirstUse popup="menu" defaultUsed={defaultOpen} trigger={button}>
      <MenuPopup label={label} trigger={button} {...rest} />
    </FirstUse>
  );
}
