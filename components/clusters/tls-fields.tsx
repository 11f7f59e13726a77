'use client';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Switch } from '@/components/ui/switch';
import { Textarea } from '@/components/ui/textarea';
import { useText } from '@/lib/i18n/text-provider';
import type { ClusterForm } from './cluster-form';

interface TlsFieldsProps {
  form: ClusterForm;
  wrong: ReadonlySet<string>;
  onChange: (change: Partial<ClusterForm>) => void;
}

export function TlsFields({ form, wrong, onChange }: TlsFieldsProps) {
  const { t } = useText();
  const pem = (name: 'ca' | 'cert' | 'key', hint?: string) => (
    <Field
      label={t(`clusters.add.${name}`)}
      {...(hint === undefined ? {} : { hint })}
      error={wrong.has(name) ? t('clusters.add.pemWrong') : undefined}
    >
      {(control) => (
        <Textarea
          {...control}
          mono
          rows={3}
          placeholder={name === 'key' ? '-----BEGIN PRIVATE KEY-----' : '-----BEGIN CERTIFICATE-----'}
          value={form[name]}
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <div className="grid gap-3.5 border-s-2 border-line ps-3.5">
      {pem('ca', t('clusters.add.caHint'))}
      <div className="grid items-start gap-3.5 sm:grid-cols-2">
        <Field label={t('clusters.add.serverName')} hint={t('clusters.add.serverNameHint')}>
          {(control) => (
            <Input {...control} mono value={form.serverName} onChange={(event) => onChange({ serverName: event.target.value })} />
          )}
        </Field>
        <Switch
          className="sm:mt-6"
          label={t('clusters.add.verify')}
          checked={form.verify}
          onChange={(verify) => onChange({ verify })}
        />
      </div>
      <details>
        <summary className="min-h-6 text-muted">{t('clusters.add.client')}</summary>
        <div className="mt-2 grid gap-3.5">
          {pem('cert')}
          {pem('key')}
        </div>
      </details>
    </div>
  );
}
