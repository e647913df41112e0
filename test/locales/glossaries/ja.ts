import type { Glossary } from '../glossary.js';

const ja: Glossary = {
  recoveryCode: ['リカバリーコード'],
  authenticatorApp: ['認証アプリ'],
  secondStep: ['2 段階目の確認'],
  passkey: ['パスキー'],
  trustedDevice: ['信頼できるデバイス'],
  code: ['コード'],
  never: [
    '2fa',
    'バックアップコード',
    '認証コード',
    '確認コード',
    '二段階認証',
    '2 段階認証',
    'サインイン',
    '端末',
  ],
  sameAsEnglish: [],
};

export default ja;
