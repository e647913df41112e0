import type { Glossary } from '../glossary.js';

const fi: Glossary = {
  recoveryCode: ['palautuskoodi', 'palautuskoode'],
  authenticatorApp: ['todennussovellus', 'todennussovelluk'],
  secondStep: ['toinen vaihe', 'toisen vaiheen', 'toista vaihetta'],
  passkey: ['pääsyavain', 'pääsyavaim'],
  trustedDevice: ['luotetut laitteet', 'luotettuja laitteita'],
  code: ['koodi', 'koode'],
  never: [
    'varakood',
    'vahvistuskood',
    'avainkood',
    'kaksivaihei',
    'kaksiosai',
    '2fa',
    'passkey',
    'autentikaattori',
    'todentaja',
    'toinen askel',
    'tunnusluku',
    ' te ',
    ' teidän ',
  ],
  sameAsEnglish: ['phoneCountryOption'],
};

export default fi;
