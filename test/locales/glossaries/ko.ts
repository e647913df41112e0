import type { Glossary } from '../glossary.js';

const ko: Glossary = {
  recoveryCode: ['복구 코드'],
  authenticatorApp: ['인증 앱'],
  secondStep: ['2단계'],
  passkey: ['패스키'],
  trustedDevice: ['신뢰할 수 있는 기기'],
  code: ['코드'],
  never: ['2fa', '백업 코드', '인증 코드', '인증번호', '2단계 인증', '디바이스', '암호'],
  sameAsEnglish: ['phoneCountryOption'],
};

export default ko;
