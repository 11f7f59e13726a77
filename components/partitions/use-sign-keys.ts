'use client';
import { useState, type KeyboardEvent } from 'react';

/** Where a sign is in its map. */
export interface SignPlace {
  readonly row: number;
  readonly column: number;
}

interface MapSize {
  readonly rows: number;
  readonly columns: number;
}

const pageRows = 10;

/** Where a key leads from a sign; undefined for keys that are not the map's. */
export function signTarget(key: string, from: SignPlace, { rows, columns }: MapSize, isRtl: boolean): SignPlace | undefined {
  const at = (row: number, column: number): SignPlace => ({
    row: Math.min(rows - 1, Math.max(0, row)),
    column: Math.min(columns - 1, Math.max(0, column)),
  });
  const forward = isRtl ? -1 : 1;
  switch (key) {
    case 'ArrowRight':
      return at(from.row, from.column + forward);
    case 'ArrowLeft':
      return at(from.row, from.column - forward);
    case 'ArrowDown':
      return at(from.row + 1, from.column);
    case 'ArrowUp':
      return at(from.row - 1, from.column);
    case 'PageDown':
      return at(from.row + pageRows, from.column);
    case 'PageUp':
      return at(from.row - pageRows, from.column);
    case 'Home':
      return at(from.row, 0);
    case 'End':
      return at(from.row, columns - 1);
    default:
      return undefined;
  }
}

function signAt(map: Element, { row, column }: SignPlace): HTMLElement | null {
  return map.querySelector<HTMLElement>(`[data-sign="${row}/${column}"]`);
}

export interface SignKeys {
  /** One sign of the map can be reached by Tab, the others by arrows. */
  readonly tabIndexOf: (place: SignPlace) => 0 | -1;
  readonly onFocus: (place: SignPlace) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** Moves between the signs of a map by keyboard. `reveal` brings rows that do not exist yet into being. */
export function useSignKeys(size: MapSize, reveal?: (row: number) => void): SignKeys {
  const [current, setCurrent] = useState<SignPlace>({ row: 0, column: 0 });
  const reachable = { row: Math.min(current.row, size.rows - 1), column: Math.min(current.column, size.columns - 1) };
  return {
    tabIndexOf: ({ row, column }) => (row === reachable.row && column === reachable.column ? 0 : -1),
    onFocus: setCurrent,
    onKeyDown: (event) => {
      const map = event.currentTarget;
      if (!(event.target instanceof HTMLElement) || event.target.dataset['sign'] === undefined) return;
      const isRtl = getComputedStyle(map).direction === 'rtl';
      const target = signTarget(event.key, reachable, size, isRtl);
      if (target === undefined) return;
      event.preventDefault();
      setCurrent(target);
      const sign = signAt(map, target);
      if (sign !== null) {
        sign.focus();
        return;
      }
      reveal?.(target.row);
      requestAnimationFrame(() => signAt(map, target)?.focus());
    },
  };
}
