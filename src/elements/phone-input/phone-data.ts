import metadata from 'libphonenumber-js/min/metadata';
import examples from 'libphonenumber-js/mobile/examples';
import {
  getCountries,
  getCountryCallingCode,
  getExampleNumber,
  isSupportedCountry,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/min';

export type { CountryCode, PhoneNumber };

/** Every country that has numbers of its own, by ISO code. */
export const COUNTRIES: readonly CountryCode[] = getCountries();

/** The country of an ISO code in whatever case; nothing where the data knows none. */
export function countryOf(code: string | undefined): CountryCode | undefined {
  const upper = code?.trim().toUpperCase();
  return upper && isSupportedCountry(upper) ? upper : undefined;
}

/** `49` of `DE`. */
export function callingCodeOf(country: CountryCode): string {
  return getCountryCallingCode(country);
}

/** The countries that share a calling code, the largest first; none where it is no country's. */
export function countriesWith(callingCode: string): readonly CountryCode[] {
  const byCode: Readonly<Record<string, CountryCode[]>> = metadata.country_calling_codes;
  return byCode[callingCode] ?? [];
}

/** A mobile number of a country as one writes it there; nothing where the data has none. */
export function exampleOf(country: CountryCode): PhoneNumber | undefined {
  return getExampleNumber(country, examples);
}
