import type { Catalogue } from '../catalogue';

export const limits: Catalogue['limits'] = {
  title: 'آنچه این خوشه نمی‌دهد',
  absent: '{what}: بروکرهایش {api} از Kafka {since} را ندارند.',
  refused: '{what}: بروکرهای این خوشه به {api} با {error} پاسخ می‌دهند.',
  what: {
    DescribeQuorum: 'چه کسانی در حد نصاب (quorum) رأی می‌دهند',
    DescribeLogDirs: 'حجم روی دیسک و جای خالی',
    DescribeConfigs: 'تنظیم‌های تاپیک‌ها و بروکرها',
    IncrementalAlterConfigs: 'تغییر تنظیم‌ها',
    ListOffsets: 'زمان نوشته‌شدن آخرین پیام',
    ListGroups: 'گروه‌های مصرف‌کننده',
    CreatePartitions: 'افزودن پارتیشن',
    DeleteRecords: 'حذف پیام‌ها تا یک آفست',
    ElectLeaders: 'انتخاب رونوشتی که لیدر باشد',
    AlterPartitionReassignments: 'جابه‌جاکردن رونوشت‌ها',
    ListPartitionReassignments: 'اینکه کدام رونوشت‌ها در حال جابه‌جایی‌اند',
  },
};
