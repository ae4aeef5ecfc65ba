import i18next, { type i18n, type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { enApp } from './en-app.ts';
import { enDoctor } from './en-doctor.ts';
import { enPeople } from './en-people.ts';

const catalogue = { ...en, ...enApp, ...enDoctor, ...enPeople };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    returnNull: false;
    resources: { ui: typeof catalogue };
  }
}

/** The typed translate function; pure text functions take it as an argument. */
export type Translate = TFunction<'ui'>;

/** Languages that have a catalogue. */
export const LANGUAGES = ['en'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * Starts the interface's texts. Synchronous: the catalogue is bundled, so the first paint has words.
 * Calling it again gives the same instance (tests and hot reload do).
 * @param language BCP 47 tag; one without a catalogue falls back to English.
 */
export function startI18n(language = 'en'): i18n {
  if (i18next.isInitialized) return i18next;
  i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: [...LANGUAGES],
    nonExplicitSupportedLngs: true,
    defaultNS: 'ui',
    ns: ['ui'],
    resources: { en: { ui: catalogue } },
    initAsync: false,
    // React escapes; escaping twice would show entities in names.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return i18next;
}
