import { setCustomElementsManifest, type Decorator, type Preview } from '@storybook/web-components-vite';
import type { Package } from 'custom-elements-manifest';
import manifest from '../custom-elements.json';
import { languageTags } from '../src/define/languages.js';
import { directionOf } from '../src/locales/format-value.js';
import { controlsManifest } from './controls-manifest.js';
import './preview.css';

setCustomElementsManifest(controlsManifest(manifest as unknown as Package));

/** What the toolbar says, on the root of the page. */
const inThemeAndLanguage: Decorator = (story, { globals }) => {
  const root = document.documentElement;
  root.dataset.theme = String(globals.theme);
  root.lang = String(globals.language);
  root.dir = globals.direction === 'of the language' ? directionOf(root.lang) : String(globals.direction);
  return story();
};

/** Types that there is a control for. */
const CONTROLS = ['string', 'number', 'boolean'];

/** Plain properties are set from outside, and those whose story names a control; the rest of the table is for reading. */
const onlyPlainProperties: NonNullable<Preview['argTypesEnhancers']>[number] = ({ argTypes }) =>
  Object.fromEntries(
    Object.entries(argTypes).map(([name, argType]) => {
      const { category } = (argType.table ?? {}) as { category?: string };
      const type = (argType.type as { name?: string } | undefined)?.name ?? '';
      const isPlain = category === 'properties' && CONTROLS.includes(type);
      return [name, isPlain || argType.control ? argType : { ...argType, control: false as const }];
    }),
  );

const preview: Preview = {
  globalTypes: {
    theme: {
      description: 'Color scheme',
      toolbar: {
        icon: 'mirror',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ],
      },
    },
    language: {
      description: 'Language of the page',
      toolbar: {
        icon: 'globe',
        dynamicTitle: true,
        items: languageTags.map((tag) => ({
          value: tag,
          title: new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag,
        })),
      },
    },
    direction: {
      description: 'Direction of the text',
      toolbar: {
        icon: 'transfer',
        dynamicTitle: true,
        items: [
          { value: 'of the language', title: 'As the language runs' },
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
      },
    },
  },
  initialGlobals: { theme: 'light', language: 'en', direction: 'of the language' },
  decorators: [inThemeAndLanguage],
  argTypesEnhancers: [onlyPlainProperties],
  parameters: {
    layout: 'fullscreen',
    backgrounds: { disable: true },
    controls: { expanded: true, sort: 'none' },
    a11y: { test: 'error' },
    docs: { story: { inline: false, iframeHeight: 520 } },
    options: { storySort: { order: ['Flows', 'Elements', 'Parts', 'Configuration'] } },
    viewport: {
      options: {
        small: { name: 'Small phone', styles: { width: '320px', height: '640px' }, type: 'mobile' },
        phone: { name: 'Phone', styles: { width: '390px', height: '844px' }, type: 'mobile' },
        tablet: { name: 'Tablet', styles: { width: '820px', height: '1180px' }, type: 'tablet' },
      },
    },
  },
};

export default preview;
