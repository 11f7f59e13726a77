/** The box of a checkbox: empty, ticked or, for part of what it stands for, dashed. */
export const checkClass =
  "grid size-4 shrink-0 cursor-pointer appearance-none place-items-center rounded-sm border border-edge bg-surface before:text-[11px] before:leading-none before:text-paper checked:border-ink checked:bg-ink checked:before:content-['✓'] indeterminate:border-ink indeterminate:bg-ink indeterminate:before:content-['–'] disabled:opacity-50";
