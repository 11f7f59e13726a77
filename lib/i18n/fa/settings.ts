import type { Catalogue } from '../catalogue';

export const settings: Catalogue['settings'] = {
  title: 'تنظیمات',
  intro: 'در همین مرورگر نگه داشته می‌شود.',
  theme: 'پوسته',
  themeHint: 'پوستهٔ سیستم، اگر سیستم شما چنین کند، با شب و روز عوض می‌شود.',
  language: 'زبان',
  languageHint: 'زبان‌های بیشتر، هر وقت ترجمه شوند، افزوده می‌شود.',
  times: 'زمان‌ها در فهرست‌ها',
  timesHint: 'پیام‌ها همیشه زمان دقیق را نشان می‌دهند؛ شکل دیگر هر زمان با بردن نشانگر روی آن پیدا می‌شود.',
  relative: '۴ ثانیه پیش',
  absolute: 'تاریخ و ساعت',
  timeZone: 'منطقهٔ زمانی',
  timeZoneHint: 'Kafka میلی‌ثانیه‌های پس از ۱۹۷۰ را به وقت UTC ذخیره می‌کند؛ این تنها شیوهٔ نمایش را عوض می‌کند. اکنون: {now}',
  timeZoneBrowser: 'مانند این مرورگر ({zone})',
};
