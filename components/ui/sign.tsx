import { cx } from './cx';

export type SignKind = 'disc' | 'ring' | 'dashed' | 'cross' | 'dot';

interface SignProps {
  kind: SignKind;
  /** What the sign says, in words. */
  label: string;
  /** Outlined for a moment, when the sign has just come here. */
  moved?: boolean;
  className?: string;
}

function Shape({ kind }: { kind: SignKind }) {
  switch (kind) {
    case 'disc':
      return <circle cx="8" cy="8" r="6.5" fill="currentColor" />;
    case 'ring':
      return <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="2" />;
    case 'dashed':
      return (
        <circle
          cx="8"
          cy="8"
          r="5.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeDasharray="4 2.9"
          className="text-warn"
        />
      );
    case 'cross':
      return <path d="M3 3l10 10M13 3L3 13" stroke="currentColor" strokeWidth="2" className="text-bad" />;
    case 'dot':
      return <circle cx="8" cy="8" r="2" fill="currentColor" className="text-line-strong" />;
  }
}

/** A role as a sign in ink, the same everywhere, with a text alternative. */
export function Sign({ kind, label, moved = false, className }: SignProps) {
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className={cx(
        'inline-grid size-[22px] place-items-center rounded-full text-ink',
        moved && 'outline-2 outline-focus',
        className,
      )}
    >
      <svg aria-hidden viewBox="0 0 16 16" className="size-4">
        <Shape kind={kind} />
      </svg>
    </span>
  );
}
