'use client';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { useText } from '@/lib/i18n/text-provider';
import { useClusterSummary } from '@/lib/queries/clusters/use-cluster-summary';
import { useWritableClusters } from '@/lib/queries/clusters/use-writable-clusters';

interface ClusterFieldProps {
  /** Where the messages are. */
  source: string;
  value: string;
  onChange: (cluster: string) => void;
}

/** To which cluster; not shown while there is but one that can be written to, this one. */
export function ClusterField({ source, value, onChange }: ClusterFieldProps) {
  const { t } = useText();
  const clusters = useWritableClusters();
  const from = useClusterSummary(source);
  if (clusters.every(({ id }) => id === source)) return null;
  const isAnother = value !== source;
  return (
    <Field
      label={t('transfer.cluster')}
      hint={isAnother && from?.hasSchemaRegistry === true ? t('transfer.schemaIds') : undefined}
    >
      {(control) => (
        <Select
          {...control}
          value={value}
          onChange={onChange}
          options={clusters.map(({ id, name }) => ({
            value: id,
            label: id === source ? t('transfer.thisCluster', { cluster: name }) : name,
          }))}
        />
      )}
    </Field>
  );
}
