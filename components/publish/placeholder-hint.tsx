'use client';
import { Switch } from '@/components/ui/switch';
import { useText } from '@/lib/i18n/text-provider';
import { placeholderKinds } from '@/lib/placeholders/placeholder-kinds';
import { placeholdersOf, type PublishDraft } from './publish-draft';

interface PlaceholderHintProps {
  draft: PublishDraft;
  onChange: (change: Partial<PublishDraft>) => void;
}

/** Which placeholders the message has, whether they are filled, and those that are not written as they must be. */
export function PlaceholderHint({ draft, onChange }: PlaceholderHintProps) {
  const { t, rich } = useText();
  const { placeholders, problems } = placeholdersOf(draft);
  if (placeholders.length === 0 && problems.length === 0) return <PlaceholderHelp />;
  return (
    <div className="grid gap-1 text-sm">
      <Switch
        label={t('publish.placeholders.fill', { count: placeholders.length + problems.length })}
        checked={draft.fills}
        onChange={(fills) => onChange({ fills })}
        className="whitespace-normal!"
      />
      {draft.fills
        ? problems.map(({ found, usage }, index) => (
            <span key={index} role="alert" className="text-bad">
              {rich('publish.placeholders.wrong', {
                found: <code dir="ltr">{found}</code>,
                usage: <code dir="ltr">{usage}</code>,
              })}
            </span>
          ))
        : null}
      {draft.fills && placeholders.some((text) => text.includes('counter')) ? (
        <span className="text-faint">{t('publish.placeholders.counted', { count: draft.count })}</span>
      ) : null}
    </div>
  );
}

/** What there is, for those who look for it. */
function PlaceholderHelp() {
  const { t } = useText();
  return (
    <details className="text-sm text-muted">
      <summary className="min-h-6 w-fit leading-6">{t('publish.placeholders.help')}</summary>
      <ul dir="ltr" className="grid gap-0.5 font-mono">
        {[...placeholderKinds].map(([name, { usage }]) => (
          <li key={name}>{usage}</li>
        ))}
      </ul>
    </details>
  );
}
