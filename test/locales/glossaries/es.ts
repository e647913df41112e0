import type { Glossary } from '../glossary.js';

const es: Glossary = {
  recoveryCode: ['código de recuperación', 'códigos de recuperación'],
  authenticatorApp: ['aplicación de autenticación'],
  secondStep: ['segundo paso'],
  passkey: ['llave de acceso', 'llaves de acceso'],
  trustedDevice: ['dispositivos de confianza'],
  code: ['código', 'códigos'],
  never: [
    '2fa',
    'passkey',
    'clave de acceso',
    'respaldo',
    'segundo factor',
    'contraseña de un solo uso',
    ' tú ',
    ' tu ',
    ' tus ',
  ],
  sameAsEnglish: ['phoneCountryOption'],
};

export default es;
