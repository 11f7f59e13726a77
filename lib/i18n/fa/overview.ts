import type { Catalogue } from '../catalogue';

export const overview: Catalogue['overview'] = {
  health: {
    allInSync: {
      one: 'بروکر پاسخ می‌دهد و هر پارتیشن لیدر خود را دارد.',
      other: 'هر {count} بروکر پاسخ می‌دهند و هر پارتیشن لیدر و همهٔ رونوشت‌هایش را دارد.',
    },
    noTopics: { one: 'بروکر پاسخ می‌دهد؛ هنوز تاپیکی نیست.', other: 'هر {count} بروکر پاسخ می‌دهند؛ هنوز تاپیکی نیست.' },
    brokerDown: { one: 'بروکر {ids} پاسخ نمی‌دهد.', other: 'بروکرهای {ids} پاسخ نمی‌دهند.' },
    leaderless: {
      one: '{count} پارتیشن لیدر ندارد و نه می‌شود آن را خواند و نه در آن نوشت.',
      other: '{count} پارتیشن لیدر ندارند و نه می‌شود آن‌ها را خواند و نه در آن‌ها نوشت.',
    },
    underMinIsr: {
      one: '{count} پارتیشن برای acks=all رونوشت همگام کم دارد.',
      other: '{count} پارتیشن برای acks=all رونوشت همگام کم دارند.',
    },
    lagging: {
      one: '{count} رونوشت روی بروکر {ids} عقب است و دارد به لیدر می‌رسد.',
      other: '{count} رونوشت روی بروکر {ids} عقب‌اند و دارند به لیدر می‌رسند.',
    },
    underReplicated: {
      one: '{count} پارتیشن کمتر از آنچه باید رونوشت همگام دارد.',
      other: '{count} پارتیشن کمتر از آنچه باید رونوشت همگام دارند.',
    },
    noController: 'حد نصاب (quorum) فراداده لیدر ندارد: نمی‌شود چیزی ساخت یا جابه‌جا کرد.',
  },
  controller: 'کنترلر بروکر {broker} است',
  noController: 'کنترلر معلوم نیست',
  up: '{duration} است که کار می‌کند',
  topics: { one: '{count} تاپیک', other: '{count} تاپیک' },
  partitions: { one: '{count} پارتیشن', other: '{count} پارتیشن' },
  tiles: {
    messagesIn: 'پیام‌های ورودی',
    bytesIn: 'حجم ورودی',
    bytesOut: 'حجم خروجی',
    stored: 'ذخیره‌شده',
    storedMessages: { one: '{count} پیام', other: '{count} پیام' },
    storedHint: 'یک نسخه از هر پارتیشن.',
    plot: '{what}، پنج دقیقهٔ اخیر',
    waiting: 'پس از دو نمونه معلوم می‌شود',
  },
  busiest: {
    title: 'پرکارترین تاپیک‌ها',
    none: 'اکنون چیزی نوشته نمی‌شود.',
    plot: 'پیام‌های {topic} در ثانیه',
  },
  behind: {
    title: 'گروه‌هایی که عقب‌اند',
    none: 'هیچ گروهی عقب نیست.',
    noGroups: 'هنوز گروه مصرف‌کننده‌ای نیست.',
    lag: { one: '{count} پیام', other: '{count} پیام' },
    unknown: 'تا بروکرهای هماهنگ‌کنندهٔ گروه‌ها پاسخ ندهند معلوم نیست.',
    missing: 'برخی بروکرها پاسخ ندادند؛ گروه‌هایشان اینجا نیست.',
  },
  connect: {
    title: 'کلاینت خود را وصل کنید',
    address: 'نشانی bootstrap',
    language: 'کلاینت',
    snippet: 'نوشتن با {client}',
    copyAddress: 'کپی نشانی bootstrap',
    tls: 'این خوشه TLS می‌خواهد: آن را همراه با گواهی CA به تنظیمات کلاینت بیفزایید.',
    sasl: 'این خوشه SASL می‌خواهد: سازوکار آن و نام کاربری و گذرواژه را به تنظیمات کلاینت بیفزایید.',
    'sasl-tls': 'این خوشه TLS و SASL می‌خواهد: گواهی CA، سازوکار SASL و نام کاربری و گذرواژه را به تنظیمات کلاینت بیفزایید.',
  },
};
