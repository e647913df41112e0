import type { Glossary } from '../glossary.js';

const fa: Glossary = {
  recoveryCode: ['کد بازیابی', 'کدهای بازیابی'],
  authenticatorApp: ['برنامه احراز هویت'],
  secondStep: ['مرحله دوم'],
  passkey: ['گذرکلید'],
  trustedDevice: ['دستگاه های مورد اعتماد', 'دستگاه مورد اعتماد'],
  code: ['کد'],
  never: [
    'رمز',
    'کد پشتیبان',
    'دومرحله',
    'دو مرحله',
    'اصالت سنج',
    'کلید عبور',
    'پسورد',
    'اپلیکیشن',
    'پیام متنی',
    'نوتیفیکیشن',
    ' تو ',
    ' کن ',
  ],
  sameAsEnglish: [],
};

export default fa;
