import type { Catalogue } from '../catalogue';

export const run: Catalogue['run'] = {
  progress: 'چه اندازه پیش رفته است',
  starting: 'آغاز…',
  rate: '{rate}، {duration}',
  failed: { one: '{count} پیام نوشته نشد', other: '{count} پیام نوشته نشد' },
  stop: 'توقف',
  stopping: 'در حال توقف…',
  done: {
    one: '{count} پیام در {duration} نوشته شد: {rate}، {bytes}.',
    other: '{count} پیام در {duration} نوشته شد: {rate}، {bytes}.',
  },
  stopped: {
    one: 'پس از {count} پیام و {duration} متوقف شد: {rate}، {bytes}.',
    other: 'پس از {count} پیام و {duration} متوقف شد: {rate}، {bytes}.',
  },
  soFar: { one: 'تا پیش از آن دست‌کم {count} پیام نوشته شد.', other: 'تا پیش از آن دست‌کم {count} پیام نوشته شد.' },
  failure: { one: '{count} پیام نوشته نشد: {reason}', other: '{count} پیام نوشته نشد: {reason}' },
  unknown: {
    one: '{count} پیام شاید نوشته شده باشد، شاید نه. {message}',
    other: '{count} پیام شاید نوشته شده باشند، شاید نه. {message}',
  },
  failureIn: { one: '{count} پیام در {place} نوشته نشد: {reason}', other: '{count} پیام در {place} نوشته نشد: {reason}' },
  wouldFail: { one: '{count} پیام پذیرفته نمی‌شود: {reason}', other: '{count} پیام پذیرفته نمی‌شود: {reason}' },
  where: 'کجا هستند',
  range: '{partition} {count} پیام، آفست‌های {first} تا {last}',
  unknownRange: '{partition} {count} پیام',
  otherPartitions: { one: 'و {count} پارتیشن دیگر', other: 'و {count} پارتیشن دیگر' },
};
