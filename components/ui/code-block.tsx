import { CopyButton } from './copy-button';
import { cx } from './cx';

interface CodeBlockProps {
  code: string;
  /** Read out for the block. */
  label: string;
  copy?: boolean;
  className?: string;
}

/** Code stays left to right, scrolls by itself and is copied as it is. */
export function CodeBlock({ code, label, copy = false, className }: CodeBlockProps) {
  return (
    <div dir="ltr" className={cx('relative min-w-0', className)}>
      <pre
        role="region"
        aria-label={label}
        tabIndex={0}
        className={cx(
          'overflow-x-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm leading-[1.55]',
          copy && 'pe-20',
        )}
      >
        <code>{code}</code>
      </pre>
      {copy ? (
        <span className="absolute inset-e-1.5 inset-bs-1.5">
          <CopyButton text={code} />
        </span>
      ) : null}
    </div>
  );
}
