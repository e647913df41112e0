import type { ComplexAttributeConverter } from 'lit';

/**
 * A yes-or-no option: absent says nothing (so that a setting further up counts), present says yes, and the text
 * "false" says no, as in the JavaScript interface that these options come from.
 */
export const optionalBoolean: ComplexAttributeConverter<boolean | undefined> = {
  fromAttribute: (value) => (value === null ? undefined : value.trim().toLowerCase() !== 'false'),
};

/** A number that may be absent. What is no number becomes NaN, for the element to warn about. */
export const optionalNumber: ComplexAttributeConverter<number | undefined> = {
  fromAttribute: (value) => (value === null ? undefined : value.trim() === '' ? NaN : Number(value)),
};

/** A text that may be absent: a removed attribute is no setting any more. */
export const optionalText: ComplexAttributeConverter<string | undefined> = {
  fromAttribute: (value) => value ?? undefined,
};
