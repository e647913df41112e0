/** Whether a page may ask for passkeys at all, as far as the browser tells. */

/** `document.permissionsPolicy`, or what it was called before. Firefox and Safari have neither. */
interface Policy {
  allowsFeature(feature: string): boolean;
  features(): string[];
}

const ALLOW = 'publickey-credentials-get; publickey-credentials-create';

let hasWarned = false;

/** Whether a policy lets the page do this. True where the browser does not tell, or does not know the feature. */
export function isAllowed(act: 'create' | 'get'): boolean {
  const policy = policyOf(document);
  const feature = `publickey-credentials-${act}`;
  return !policy?.features().includes(feature) || policy.allowsFeature(feature);
}

/** Whether the browser tells nothing of policies, and the page is in a frame of another origin, where one counts. */
export function isUncertain(): boolean {
  return !policyOf(document) && isForeignFrame();
}

/** Tells a developer, once for each page, what the frame needs. */
export function warnOfFrame(): void {
  if (hasWarned) return;
  hasWarned = true;
  console.warn(
    `This page may not ask for passkeys. In a frame, its <iframe> needs allow="${ALLOW}"; elsewhere, look at the Permissions-Policy header.`,
  );
}

function policyOf(page: object): Policy | undefined {
  const { permissionsPolicy, featurePolicy } = page as { permissionsPolicy?: Policy; featurePolicy?: Policy };
  return permissionsPolicy ?? featurePolicy;
}

function isForeignFrame(): boolean {
  try {
    return top?.location.origin !== location.origin;
  } catch {
    return true;
  }
}
