import { useEffect, useRef, type RefObject } from 'react';

/**
 * Buttons of which one was pressed, and that are others when it has worked: focus that would be lost with the pressed one
 * goes to the first that can be pressed.
 */
export function useKeptFocus(isBusy: boolean, shown: string): { ref: RefObject<HTMLDivElement | null>; onPress: () => void } {
  const ref = useRef<HTMLDivElement>(null);
  const wasPressed = useRef(false);
  useEffect(() => {
    if (isBusy || !wasPressed.current) return;
    const { activeElement } = document;
    const isLost = activeElement === null || activeElement === document.body;
    if (isLost) ref.current?.querySelector<HTMLButtonElement>('button:enabled')?.focus();
    else if (ref.current?.contains(activeElement) !== true) wasPressed.current = false;
  }, [isBusy, shown]);
  return {
    ref,
    onPress: () => {
      wasPressed.current = true;
    },
  };
}
