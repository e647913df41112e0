import type { Glossary } from '../glossary.js';

const he: Glossary = {
  recoveryCode: ['קוד שחזור', 'קודי שחזור', 'קודי השחזור'],
  authenticatorApp: ['אפליקציית אימות', 'אפליקציית האימות'],
  secondStep: ['שלב שני', 'שלב השני'],
  passkey: ['מפתח גישה', 'מפתח הגישה', 'מפתחות גישה', 'מפתחות הגישה'],
  trustedDevice: ['מכשירים מהימנים', 'מכשירים המהימנים'],
  code: ['קוד'],
  never: [
    'קוד גיבוי',
    'קודי גיבוי',
    'דו-שלבי',
    'מאמת',
    'יישום',
    'מסרון',
    'ססמה',
    'התחבר',
    ' הזן ',
    ' נסה ',
    ' בחר ',
    ' שלך ',
  ],
  sameAsEnglish: ['phoneCountryOption'],
};

export default he;
