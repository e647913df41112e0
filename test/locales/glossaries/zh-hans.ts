import type { Glossary } from '../glossary.js';

const zhHans: Glossary = {
  recoveryCode: ['恢复代码'],
  authenticatorApp: ['身份验证器应用'],
  secondStep: ['第二步验证'],
  passkey: ['通行密钥'],
  trustedDevice: ['受信任的设备'],
  code: ['代码'],
  never: ['2fa', '备用码', '验证码', '恢复码', '两步验证', '密匙', '账号', '账户', '你'],
  sameAsEnglish: [],
};

export default zhHans;
