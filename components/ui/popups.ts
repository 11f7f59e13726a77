import { lazy } from 'react';

/* Menus, popovers, dialogs and sheets share a library that no page needs to be shown: it comes after the page, or at the first click. */
const menu = () => import('./menu-popup').then((module) => ({ default: module.MenuPopup }));
const popover = () => import('./popover-panel').then((module) => ({ default: module.PopoverPanel }));
const dialog = () => import('./dialog-box').then((module) => ({ default: module.DialogBox }));
const sheet = () => import('./sheet-box').then((module) => ({ default: module.SheetBox }));

export const MenuPopup = lazy(menu);
export const PopoverPanel = lazy(popover);
export const DialogBox = lazy(dialog);
export const SheetBox = lazy(sheet);

export function loadPopups(): Promise<unknown> {
  return Promise.all([menu(), popover(), dialog(), sheet()]);
}
