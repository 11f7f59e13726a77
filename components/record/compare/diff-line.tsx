'use client';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { MarkedText } from '@/components/ui/marked-text';
import { changedPart } from '@/lib/format/line-diff';
import { localeFrom, locales } from '@/lib/i18n/locales';
import { useText } from '@/lib/i18n/text-provider';
import type { DiffRow } from './diff-rows';

type LineRow = Exclude<DiffRow, { kind: 'folded' }>;

interface DiffLineProps {
  row: LineRow;
  aText: string | undefined;
  bText: string | undefined;
  numberOf: (line: number) => string;
  isCurrent: boolean;
}

/** A line of each side. What differs has a sign before it, and the changed part of a line that has a counterpart is underlined. */
export function DiffLine({ row, aText, bText, numberOf, isCurrent }: DiffLineProps) {
  const { locale } = useText();
  const differs = row.kind === 'differs';
  const change = differs && aText !== undefined && bText !== undefined ? changedPart(aText, bText) : undefined;
  return (
    <div
      // A stands where the page begins, as above; what is in it is code.
      dir={locales[localeFrom(locale)].direction}
      aria-current={isCurrent || undefined}
      className={cx('grid border-s-3 md:grid-cols-2', isCurrent ? 'border-ink' : 'border-transparent')}
    >
      <Side
        side="a"
        text={aText}
        number={row.a === undefined ? undefined : numberOf(row.a)}
        differs={differs}
        from={change?.start}
        to={change?.aEnd}
      />
      <Side
        side="b"
        text={bText}
        number={row.b === undefined ? undefined : numberOf(row.b)}
        differs={differs}
        from={change?.start}
        to={change?.bEnd}
      />
    </div>
  );
}

const looks = {
  a: { sign: '−', ground: 'bg-bad-soft', part: 'decoration-bad' },
  b: { sign: '+', ground: 'bg-live-soft', part: 'decoration-live' },
} as const;

const besideClass = 'md:not-first:border-s md:not-first:border-line';

interface SideProps {
  side: 'a' | 'b';
  text: string | undefined;
  number: string | undefined;
  differs: boolean;
  from: number | undefined;
  to: number | undefined;
}

function Side({ side, text, number, differs, from, to }: SideProps) {
  const { t } = useText();
  const { sign, ground, part } = looks[side];
  if (text === undefined) return <div className={cx('bg-sunken/60 max-md:hidden', besideClass)} />;
  return (
    <div className={cx(besideClass, differs ? ground : side === 'b' && 'max-md:hidden')}>
      <div dir="ltr" className="grid grid-cols-[7ch_2ch_minmax(0,1fr)] pe-3">
        <span aria-hidden className="pe-2 text-faint select-none [text-align:right]">
          {number}
        </span>
        <span className="select-none">
          {differs ? (
            <>
              <span aria-hidden>{sign}</span>
              <span className="sr-only">{t(side === 'a' ? 'compare.onlyA' : 'compare.onlyB')}</span>
            </>
          ) : null}
        </span>
        <span className={cx('min-w-0', differs ? 'text-ink' : 'text-muted')}>
          {from === undefined || to === undefined ? (
            <MarkedText text={text} />
          ) : (
            <>
              <MarkedText text={text.slice(0, from)} />
              <MarkedText
                text={text.slice(from, to)}
                className={cx('font-medium underline decoration-2 underline-offset-3', part)}
              />
              <MarkedText text={text.slice(to)} />
            </>
          )}
        </span>
      </div>
    </div>
  );
}

export function FoldLine({ count, onOpen }: { count: number; onOpen: () => void }) {
  const { t, locale } = useText();
  return (
    <div dir={locales[localeFrom(locale)].direction} className="border-y border-line/65 bg-sunken px-4 text-center font-sans">
      <Button size="small" variant="quiet" className="underline" onClick={onOpen}>
        {t('compare.folded', { count })}
      </Button>
    </div>
  );
}
