/**
 * One engine measures what costs minutes: words of 33 languages, and every look by the rules of axe, which reads computed
 * styles that all engines have in common. How boxes shrink, and the rules themselves, are tried in each engine.
 */
export const isMeasuring = navigator.userAgent.includes('Chrome/');
