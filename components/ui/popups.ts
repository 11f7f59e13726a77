import { late } from './late';

/* Menus, popovers, dialogs and sheets share a library that no page needs to be shown: it comes after the page, or at the first click. */
export const MenuPopup = late(() => import('./menu-popup').then((module) => module.MenuPopup));
export const PopoverPanel = late(() => import('./popover-panel').then((module) => module.PopoverPanel));
export const DialogBox = late(() => import('./dialog-box').then((module) => module.DialogBox));
export const SheetBox = late(() => import('./sheet-box').then((module) => module.SheetBox));

export function loadPopups(): Promise<unknown> {
  return Promise.all([MenuPopup.preload(), PopoverPanel.preload(), DialogBox.preload(), SheetBox.preload()]);
}
