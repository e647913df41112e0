import type { Glossary } from '../glossary.js';

const zhHant: Glossary = {
  recoveryCode: ['復原代碼'],
  authenticatorApp: ['身份驗證器應用程式'],
  secondStep: ['第二步驗證'],
  passkey: ['通行金鑰'],
  trustedDevice: ['受信任的裝置'],
  code: ['代碼'],
  never: ['2fa', '備用碼', '驗證碼', '兩步驟', '密鑰', '設備', '你'],
  sameAsEnglish: [],
};

export default zhHant;
