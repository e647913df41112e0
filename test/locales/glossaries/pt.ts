import type { Glossary } from '../glossary.js';

const pt: Glossary = {
  recoveryCode: ['código de recuperação', 'códigos de recuperação'],
  authenticatorApp: ['aplicação de autenticação'],
  secondStep: ['segundo passo'],
  passkey: ['chave de acesso', 'chaves de acesso'],
  trustedDevice: ['dispositivos fidedignos'],
  code: ['código'],
  never: [
    '2fa',
    'passkey',
    'cópia de segurança',
    'segundo fator',
    'segunda etapa',
    'aplicativo',
    'celular',
    'senha',
    'arquivo',
    ' você ',
    ' tu ',
    ' teu ',
    ' tua ',
    ' confiáveis ',
  ],
  sameAsEnglish: ['phoneCountryOption', 'factorEmail', 'factorEmailNamed'],
};

export default pt;
