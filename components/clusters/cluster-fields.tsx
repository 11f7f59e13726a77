'use client';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { clusterColours } from '@/lib/contracts/cluster';
import { useText } from '@/lib/i18n/text-provider';
import { idOf, type ClusterForm, type SaslChoice } from './cluster-form';
import { TlsFields } from './tls-fields';

interface ClusterFieldsProps {
  form: ClusterForm;
  /** Fields that are not right yet, once somebody tried. */
  wrong: ReadonlySet<string>;
  onChange: (change: Partial<ClusterForm>) => void;
}

const colours = ['none', ...clusterColours] as const;
const mechanisms: readonly SaslChoice[] = ['none', 'plain', 'scram-sha-256', 'scram-sha-512', 'oauthbearer'];

export function ClusterFields({ form, wrong, onChange }: ClusterFieldsProps) {
  const { t } = useText();
  return (
    <>
      <div className="grid gap-3.5 sm:grid-cols-[1fr_9rem]">
        <Field
          label={t('clusters.add.name')}
          aside={
            form.name === '' ? undefined : <bdi className="font-mono">{t('clusters.add.address', { id: idOf(form.name) })}</bdi>
          }
          error={wrong.has('name') ? t('clusters.add.nameWrong') : undefined}
        >
          {(control) => <Input {...control} value={form.name} onChange={(event) => onChange({ name: event.target.value })} />}
        </Field>
        <Field label={t('clusters.add.colour')}>
          {(control) => (
            <Select
              {...control}
              value={form.colour}
              onChange={(colour) => onChange({ colour })}
              options={colours.map((value) => ({ value, label: t(`clusters.add.colours.${value}`) }))}
            />
          )}
        </Field>
      </div>
      <Field
        label={t('clusters.add.servers')}
        hint={t('clusters.add.serversHint')}
        error={wrong.has('bootstrapServers') ? t('clusters.add.serversWrong') : undefined}
      >
        {(control) => (
          <Input
            {...control}
            mono
            placeholder="kafka-1.example:9092"
            value={form.servers}
            onChange={(event) => onChange({ servers: event.target.value })}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        <Switch label={t('clusters.add.tls')} checked={form.tls} onChange={(tls) => onChange({ tls })} />
        <Switch label={t('clusters.add.readOnly')} checked={form.readOnly} onChange={(readOnly) => onChange({ readOnly })} />
      </div>
      {form.tls ? <TlsFields form={form} wrong={wrong} onChange={onChange} /> : null}
      <SaslFields form={form} wrong={wrong} onChange={onChange} />
    </>
  );
}

function SaslFields({ form, wrong, onChange }: ClusterFieldsProps) {
  const { t } = useText();
  const error = wrong.has('sasl') ? t('clusters.add.saslWrong') : undefined;
  return (
    <div className="grid gap-3.5 sm:grid-cols-[11rem_1fr_1fr]">
      <Field label={t('clusters.add.sasl')} error={error}>
        {(control) => (
          <Select
            {...control}
            value={form.sasl}
            onChange={(sasl) => onChange({ sasl })}
            options={mechanisms.map((value) => ({
              value,
              label: value === 'none' ? t('clusters.add.saslNone') : value.toUpperCase(),
            }))}
          />
        )}
      </Field>
      {form.sasl === 'none' || form.sasl === 'oauthbearer' ? null : (
        <>
          <Field label={t('clusters.add.username')}>
            {(control) => (
              <Input
                {...control}
                mono
                autoComplete="off"
                value={form.username}
                onChange={(event) => onChange({ username: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('clusters.add.password')}>
            {(control) => (
              <Input
                {...control}
                type="password"
                autoComplete="new-password"
                value={form.password}
                onChange={(event) => onChange({ password: event.target.value })}
              />
            )}
          </Field>
        </>
      )}
      {form.sasl === 'oauthbearer' ? (
        <Field label={t('clusters.add.token')} className="sm:col-span-2">
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="new-password"
              value={form.token}
              onChange={(event) => onChange({ token: event.target.value })}
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}
