import type { Meta } from '@storybook/web-components-vite';
import '../src/define/mfa-qr-code.js';
import type { MfaQrCode } from '../src/elements/qr-code/qr-code.js';
import { settled, until } from '../test/support/page.js';
import { make, type StoryStage } from './support/stage.js';
import { playground, story } from './support/story.js';

const meta: Meta = { title: 'Parts/mfa-qr-code', component: 'mfa-qr-code', tags: ['autodocs'] };
export default meta;

const URI =
  'otpauth://totp/Halcyon%20Bank:alex%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Halcyon%20Bank';

export const Playground = playground(
  (stage) => drawn(stage, { ...stage.args }),
  "<mfa-qr-code></mfa-qr-code>\n<script>document.querySelector('mfa-qr-code').value = 'otpauth://totp/…';</script>",
  { value: URI },
);

export const Drawn = story({
  states: ['drawn'],
  parts: ['image'],
  setup: (stage) => drawn(stage, { value: URI }),
});

/** More than a QR code can hold. */
export const Failed = story({
  states: ['failed'],
  parts: ['error'],
  setup: (stage) => drawn(stage, { value: 'x'.repeat(4000) }),
});

/** Nothing to draw yet: the place is kept. */
export const Empty = story({
  states: [],
  async setup(stage) {
    const element = make('mfa-qr-code');
    await stage.show(element);
    return element;
  },
});

export const LongValue = story({
  states: ['drawn'],
  parts: ['image'],
  setup: (stage) => drawn(stage, { value: `${URI}&image=${'a'.repeat(300)}` }),
});

export const OwnLabel = story({
  states: ['drawn'],
  parts: ['image'],
  setup: (stage) => drawn(stage, { value: URI, label: 'QR code for Halcyon Key' }),
});

export const Themed = story({
  states: ['drawn'],
  parts: ['image'],
  setup: (stage) => drawn(stage, { value: URI, className: 'themed' }),
});

/** The encoder is loaded when the first code is drawn. */
async function drawn(stage: StoryStage, properties: Readonly<Record<string, unknown>>): Promise<MfaQrCode> {
  const element = make('mfa-qr-code', properties);
  await stage.show(element);
  if (element.value) await until(() => element.renderRoot.querySelector('path, [part~=error]'));
  await settled(element);
  return element;
}
