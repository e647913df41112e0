import { setCustomElementsManifest, type Decorator, type Preview } from '@storybook/web-components-vite';
import type { Package } from 'custom-elements-manifest';
import manifest from '../custom-elements.json';
import { languageTags } from '../src/define/languages.js';
import { directionOf } from '../src/locales/format-value.js';
import {
  CONTRASTS,
  DENSITIES,
  DIRECTIONS,
  SCHEMES,
  THEMES,
  USUAL_LOOK,
  wear,
  type Choice,
} from '../stories/support/looks.js';
import { SCENARIOS } from '../stories/support/scenario.js';
import { controlsManifest } from './controls-manifest.js';
import './preview.css';

setCustomElementsManifest(controlsManifest(manifest as unknown as Package));

type GlobalType = NonNullable<Preview['globalTypes']>[string];
type ToolbarIcon = 'mirror' | 'paintbrush' | 'contrast' | 'expandalt' | 'globe' | 'transfer' | 'lightning';

const LANGUAGES: readonly Choice[] = languageTags.map((tag) => ({
  value: tag,
  title: new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag,
}));

type Toolbar = Record<'theme' | 'look' | 'contrast' | 'density' | 'language' | 'direction', string>;

/** What the toolbar says, on the root of the page. */
const inLook: Decorator = (story, { globals }) => {
  const { theme, look, contrast, density, language, direction } = globals as Toolbar;
  document.documentElement.lang = language;
  void wear({
    scheme: theme,
    theme: look,
    contrast,
    density,
    direction: direction === 'of the language' ? directionOf(language) : direction,
  });
  return story();
};

/** A menu of the toolbar. Storybook shows what is chosen in its place. */
function menu(description: string, icon: ToolbarIcon, items: readonly Choice[]): GlobalType {
  return { description, toolbar: { icon, dynamicTitle: true, items: [...items] } };
}

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
    theme: menu('Colour scheme', 'mirror', SCHEMES),
    look: menu('Theme', 'paintbrush', THEMES),
    contrast: menu('Contrast', 'contrast', CONTRASTS),
    density: menu('Density', 'expandalt', DENSITIES),
    language: menu('Language of the page', 'globe', LANGUAGES),
    direction: menu('Direction of the text', 'transfer', [
      { value: 'of the language', title: 'As the language runs' },
      ...DIRECTIONS,
    ]),
    scenario: menu('What the backend does in playgrounds', 'lightning', SCENARIOS),
  },
  initialGlobals: {
    theme: USUAL_LOOK.scheme,
    look: USUAL_LOOK.theme,
    contrast: USUAL_LOOK.contrast,
    density: USUAL_LOOK.density,
    language: 'en',
    direction: 'of the language',
    scenario: 'happy',
  },
  decorators: [inLook],
  argTypesEnhancers: [onlyPlainProperties],
  parameters: {
    layout: 'fullscreen',
    backgrounds: { disable: true },
    controls: { expanded: true, sort: 'none' },
    a11y: { test: 'error' },
    docs: { story: { inline: false, iframeHeight: 520 } },
    options: {
      storySort: {
        order: [
          'Guides',
          [
            'Start',
            'Theming',
            'Writing',
            'Behaviours',
            'Languages',
            'Backends',
            'Events',
            'Accessibility',
            'Security',
          ],
          'Tokens',
          'Flows',
          'Elements',
          'Parts',
          'Configuration',
          'Themes',
          'Journeys',
          'All states',
          'Anatomy',
        ],
      },
    },
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
