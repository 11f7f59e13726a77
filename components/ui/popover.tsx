'use client';
import { Button } from './button';
import { FirstUse, type Trigger } from './first-use';
import type { PopoverPanelProps } from './popover-panel';
import { PopoverPanel } from './popups';

interface PopoverProps extends Omit<PopoverPanelProps, 'trigger'> {
  /** On the button when it says more than the label. */
  text?: string;
  /** A button of another kind. */
  trigger?: Trigger;
}

/** A button that opens a small panel of controls beside it. */
export function Popover({ text, trigger, ...rest }: PopoverProps) {
  const button = trigger ?? (
    <Button>
      {text ?? rest.label}
      <span aria-hidden>▾</span>
    </Button>
  );
  return (
    <FirstUse popup="dialog" trigger={button} onUse={() => rest.onOpenChange?.(true)}>
      <PopoverPanel trigger={button} {...rest} />
    </FirstUse>
  );
}
