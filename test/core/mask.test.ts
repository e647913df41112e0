import { expect } from 'chai';
import { maskDestination } from '../../src/core/mask.js';

describe('maskDestination', () => {
  const cases = {
    '+12025550406': '*******0406',
    '+91-8212345212': '********5212',
    '12345': '***45',
    'jdoe@example.com': 'j***@example.com',
    'j@example.com': 'j***@example.com',
    '@example.com': '***@example.com',
    '"a@b"@example.com': '"***@example.com',
    '': '',
  };
  for (const [destination, masked] of Object.entries(cases)) {
    it(`makes ${masked || 'nothing'} of ${destination || 'nothing'}`, () =>
      expect(maskDestination(destination)).to.equal(masked));
  }
});
