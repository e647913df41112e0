import type { Glossary } from '../glossary.js';

const ur: Glossary = {
  recoveryCode: ['بازیابی کوڈ'],
  authenticatorApp: ['تصدیق کنندہ ایپ'],
  secondStep: ['دوسرا مرحلہ'],
  passkey: ['پاس کی'],
  trustedDevice: ['قابل اعتماد آلات'],
  code: ['کوڈ'],
  never: [
    'بیک اپ کوڈ',
    'ریکوری کوڈ',
    'توثیق کار',
    'دو مرحلہ',
    'دو قدمی',
    'دوسرا قدم',
    'پاسکی',
    'لاگ ان',
    'ڈیوائس',
    'نوٹیفکیشن',
    ' تم ',
    ' تمہار',
    ' تو اپنی ',
    ' کرو ',
  ],
  sameAsEnglish: [],
};

export default ur;
