import type { Glossary } from '../glossary.js';

const ptBr: Glossary = {
  recoveryCode: ['código de recuperação', 'códigos de recuperação'],
  authenticatorApp: ['aplicativo autenticador'],
  secondStep: ['segunda etapa'],
  passkey: ['chave de acesso', 'chaves de acesso'],
  trustedDevice: ['dispositivos confiáveis'],
  code: ['código'],
  never: [
    '2fa',
    'passkey',
    'código de backup',
    'códigos de backup',
    'segundo fator',
    'verificação em duas etapas',
    ' tu ',
    ' teu ',
  ],
  sameAsEnglish: ['phoneCountryOption', 'factorEmail', 'factorEmailNamed'],
};

export default ptBr;
