'use client';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useText } from '@/lib/i18n/text-provider';

interface ConfirmNameProps {
  name: string;
  typed: string;
  onTyped: (typed: string) => void;
  autoFocus?: boolean;
}

/** Nobody types the name of the wrong topic by accident. */
export function ConfirmName({ name, typed, onTyped, autoFocus = false }: ConfirmNameProps) {
  const { t } = useText();
  return (
    <Field label={t('topicActions.type')}>
      {(control) => (
        <Input
          mono
          autoFocus={autoFocus}
          autoComplete="off"
          placeholder={name}
          value={typed}
          onChange={(event) => onTyped(event.target.value)}
          {...control}
        />
      )}
    </Field>
  );
}
