'use client';
import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Time } from '@/components/ui/time';
import { useText } from '@/lib/i18n/text-provider';
import { useKept } from '@/lib/preferences/use-kept';
import { DraftPreview } from './draft-preview';
import type { PublishDraft } from './publish-draft';
import { publishTemplates, removeTemplate, saveTemplate } from './publish-templates';

interface TemplatesViewProps {
  topic: string;
  /** What stands in the form. */
  draft: PublishDraft;
  onUse: (draft: PublishDraft) => void;
}

/** Named drafts: the form as it stands is saved, and taken back later, for any topic. */
export function TemplatesView({ topic, draft, onUse }: TemplatesViewProps) {
  const { t } = useText();
  const templates = useKept(publishTemplates);
  const own = [...templates.filter((each) => each.topic === topic), ...templates.filter((each) => each.topic !== topic)];
  return (
    <div className="grid min-w-0 gap-3">
      <SaveForm topic={topic} draft={draft} isTaken={(name) => templates.some((template) => template.name === name)} />
      {own.length === 0 ? (
        <p className="text-muted">{t('publish.templates.empty')}</p>
      ) : (
        <ul aria-label={t('publish.templates.list')} className="grid min-w-0">
          {own.map((template) => (
            <li key={template.name} className="grid min-w-0 gap-1 border-t border-line/65 py-2 first:border-t-0 first:pt-0">
              <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
                <strong className="min-w-0 truncate font-medium">{template.name}</strong>
                <span className="ms-auto flex gap-1">
                  <Button
                    size="small"
                    variant="quiet"
                    aria-label={t('publish.templates.remove', { name: template.name })}
                    onClick={() => removeTemplate(template.name)}
                  >
                    <span aria-hidden>✕</span>
                  </Button>
                  <Button size="small" onClick={() => onUse(template.draft)}>
                    {t('publish.templates.use')}
                  </Button>
                </span>
              </div>
              <span className="flex min-w-0 flex-wrap gap-x-2 text-sm text-faint">
                <span className="min-w-0 truncate font-mono">{template.topic}</span>
                <Time atMs={template.savedAtMs} />
              </span>
              <DraftPreview draft={template.draft} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface SaveFormProps {
  topic: string;
  draft: PublishDraft;
  isTaken: (name: string) => boolean;
}

function SaveForm({ topic, draft, isTaken }: SaveFormProps) {
  const { t } = useText();
  const [name, setName] = useState('');
  const [refused, setRefused] = useState(false);
  const trimmed = name.trim();
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (trimmed === '') return;
    const saved = saveTemplate(trimmed, topic, draft);
    setRefused(!saved);
    if (saved) setName('');
  };
  return (
    <form onSubmit={save} className="grid gap-1">
      <Field
        label={t('publish.templates.name')}
        hint={isTaken(trimmed) ? t('publish.templates.replaces') : undefined}
        error={refused ? t('publish.templates.noRoom') : undefined}
      >
        {(control) => (
          <div className="flex gap-2">
            <Input {...control} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
            <Button type="submit" disabled={trimmed === ''}>
              {t('publish.templates.save')}
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
