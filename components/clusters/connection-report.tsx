'use client';
import { useEffect, useRef } from 'react';
import { Notice } from '@/components/ui/notice';
import { cx } from '@/components/ui/cx';
import type { ConnectionStep, ConnectionTest, TestedAddress } from '@/lib/contracts/connection-test';
import { useText, type Text } from '@/lib/i18n/text-provider';

const hasPassed = ({ steps }: TestedAddress): boolean => steps.every(({ ok }) => ok);

/** What each step of the test found, and what to do about the one that failed. */
export function ConnectionReport({ result }: { result: ConnectionTest }) {
  const { t } = useText();
  const { ok, bootstrap, advertised } = result;
  const section = useRef<HTMLElement>(null);
  // The form is long, and its buttons stay in sight: what the test found must come into sight too.
  useEffect(() => {
    section.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const isAdvertisedAtFault = bootstrap.some(hasPassed) && !advertised.every(hasPassed);
  return (
    <section ref={section} aria-label={t('clusters.test.report')} className="grid scroll-mb-16 gap-3">
      <Notice tone={ok ? 'good' : 'bad'} title={t(ok ? 'clusters.test.good' : 'clusters.test.bad')}>
        {ok ? t('clusters.test.goodNext', { count: advertised.length }) : null}
        {isAdvertisedAtFault ? t('clusters.test.advertisedBad') : null}
      </Notice>
      {[...bootstrap, ...advertised.filter((tested) => !hasPassed(tested))].map((tested) => (
        <TestedSteps key={`${tested.broker ?? 'bootstrap'} ${tested.address}`} tested={tested} />
      ))}
    </section>
  );
}

function TestedSteps({ tested }: { tested: TestedAddress }) {
  const { t } = useText();
  const { address, broker, steps } = tested;
  return (
    <div className="grid gap-1">
      <h3 className="font-medium break-all">
        {broker === null ? (
          <bdi dir="ltr" className="font-mono">
            {address}
          </bdi>
        ) : (
          t('clusters.test.advertised', { broker, address })
        )}
      </h3>
      <ol className="grid gap-0.5">
        {steps.map((step) => (
          <Step key={step.step} step={step} />
        ))}
      </ol>
    </div>
  );
}

function Step({ step }: { step: ConnectionStep }) {
  const text = useText();
  const { ok } = step;
  const { t } = text;
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,9.5rem)_minmax(0,1fr)] gap-x-2 max-sm:grid-cols-[1.25rem_minmax(0,1fr)]">
      <span
        role="img"
        aria-label={t(ok ? 'clusters.test.passed' : 'clusters.test.failed')}
        className={ok ? 'text-live' : 'text-bad'}
      >
        {ok ? '✓' : '✗'}
      </span>
      <span>{t(`clusters.test.step.${step.step}`)}</span>
      <span className={cx('break-words max-sm:col-start-2', ok ? 'text-faint' : 'text-ink')}>
        {ok ? found(step, text) : whyNot(step, text)}
      </span>
    </li>
  );
}

/** Names and messages of the other side are data: they stand as they came. */
function found({ step, facts }: ConnectionStep, { t }: Text): string {
  if (step === 'name') return facts['addresses'] ?? '';
  if (step === 'sasl') return facts['mechanism'] ?? '';
  if (step !== 'tls') return '';
  const { protocol = '', subject = '', issuer = '' } = facts;
  return t('clusters.test.certificate', { protocol, subject, issuer });
}

function whyNot({ reason, facts }: ConnectionStep, { t, find }: Text): string {
  const words = find(`clusters.test.reason.${reason ?? ''}`) ?? t('clusters.test.unknownReason', { reason: reason ?? '' });
  const { mechanisms = '', said = '' } = facts;
  return [words, mechanisms === '' ? '' : t('clusters.test.offered', { mechanisms }), said]
    .filter((part) => part !== '')
    .join(' ');
}
