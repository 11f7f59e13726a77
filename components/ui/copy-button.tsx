'use client';
import { useEffect, useState, type ReactNode } from 'react';
import { useText } from '@/lib/i18n/text-provider';
import { Button, type ButtonSize, type ButtonVariant } from './button';
import { copyText } from './copy-text';

interface CopyButtonProps {
  /** What is copied, or how to get it when asked. */
  text: string | (() => string | Promise<string>);
  children?: ReactNode;
  /** Read out instead of the visible word, to tell several copy buttons apart. */
  label?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
}

const saidForMs = 1600;

export function CopyButton({ text, children, label, variant = 'plain', size = 'small' }: CopyButtonProps) {
  const { t } = useText();
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (outcome === 'idle') return undefined;
    const timer = setTimeout(() => setOutcome('idle'), saidForMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    const content = typeof text === 'string' ? text : await text();
    setOutcome((await copyText(content)) ? 'copied' : 'refused');
  };
  const word =
    outcome === 'idle' ? (children ?? t('common.copy')) : t(outcome === 'copied' ? 'common.copied' : 'common.copyRefused');
  return (
    <Button
      variant={variant}
      size={size}
      aria-label={outcome === 'idle' ? label : undefined}
      onClick={() => {
        copy().catch(() => setOutcome('refused'));
      }}
    >
      <span aria-live="polite">{word}</span>
    </Button>
  );
}
