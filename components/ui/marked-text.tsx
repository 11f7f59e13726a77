import { visibleMarks } from '@/lib/format/visible-marks';

/** Untrusted text as it is: left to right, isolated, with what hides or reorders drawn as a mark. */
export function MarkedText({ text, className }: { text: string; className?: string | undefined }) {
  return (
    <bdi dir="ltr" className={className}>
      {visibleMarks(text).map((part, index) =>
        part.kind === 'text' ? (
          part.text
        ) : (
          <span
            key={index}
            title={part.codePoint}
            className="mx-px rounded-sm bg-warn-soft px-0.5 text-[0.85em] text-warn select-none"
          >
            {part.text}
          </span>
        ),
      )}
    </bdi>
  );
}
