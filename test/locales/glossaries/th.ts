import type { Glossary } from '../glossary.js';

const th: Glossary = {
  recoveryCode: ['รหัสกู้คืน'],
  authenticatorApp: ['แอปตรวจสอบสิทธิ์'],
  secondStep: ['ขั้นตอนที่สอง'],
  passkey: ['พาสคีย์'],
  trustedDevice: ['อุปกรณ์ที่เชื่อถือได้'],
  code: ['รหัส', 'คิวอาร์โค้ด'],
  never: [
    'รหัสสำรอง',
    'รหัสการกู้คืน',
    'รหัสยืนยัน',
    'สองขั้นตอน',
    '2 ขั้นตอน',
    'สองปัจจัย',
    'ขั้นที่สอง',
    'รหัส qr',
    'ล็อกอิน',
    'เข้าสู่ระบบ',
    'กุญแจ',
    'โทเค็น',
    'ท่าน',
    'เธอ',
    'ครับ',
    'ค่ะ',
  ],
  sameAsEnglish: ['phoneCountryOption'],
};

export default th;
