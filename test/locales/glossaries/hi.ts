import type { Glossary } from '../glossary.js';

const hi: Glossary = {
  recoveryCode: ['रिकवरी कोड'],
  authenticatorApp: ['ऑथेंटिकेटर ऐप'],
  secondStep: ['दूसरा चरण'],
  passkey: ['पासकी'],
  trustedDevice: ['भरोसेमंद डिवाइस'],
  code: ['कोड'],
  never: [
    'बैकअप',
    'पुनर्प्राप्ति',
    'प्रमाणक',
    'दो चरण',
    'दूसरा कदम',
    'पास की',
    'लॉग इन',
    'लॉगिन',
    'कूट',
    'नोटिफ़िकेशन',
    ' तुम ',
    ' तुम्हार',
    ' करो ',
  ],
  sameAsEnglish: ['phoneCountryOption'],
};

export default hi;
