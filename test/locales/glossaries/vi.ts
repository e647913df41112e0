import type { Glossary } from '../glossary.js';

const vi: Glossary = {
  recoveryCode: ['mã khôi phục'],
  authenticatorApp: ['ứng dụng xác thực'],
  secondStep: ['bước thứ hai'],
  passkey: ['khóa truy cập'],
  trustedDevice: ['thiết bị tin cậy'],
  code: [' mã '],
  never: [
    'dự phòng',
    'hai bước',
    'hai yếu tố',
    '2fa',
    'passkey',
    'mã khóa',
    'khoá',
    'bước 2',
    'mã xác minh',
    'token',
    'quý khách',
    ' anh ',
    ' chị ',
  ],
  sameAsEnglish: ['phoneCountryOption'],
};

export default vi;
