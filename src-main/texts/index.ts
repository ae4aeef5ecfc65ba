import { createInstance, type TFunction } from 'i18next';
import { en } from './en.ts';

const HOST_NAMESPACE = 'host';
/** Languages that have a catalogue. */
const LANGUAGES = ['en'] as const;

/** Answers the host's sentences; a key that does not exist does not compile. */
export type HostTexts = (key: HostTextKey, values?: Readonly<Record<string, string>>) => string;

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];
export type HostTextKey = Leaves<typeof en>;

/**
 * The host's sentences in the system's language, where there is a catalogue for it.
 *
 * @param language BCP 47 tag
 */
export function hostTexts(language: string): HostTexts {
  const i18n = createInstance();
  // The bundled catalogue needs no waiting, so that there are words for a failure at the start.
  void i18n.init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: [...LANGUAGES],
    nonExplicitSupportedLngs: true,
    defaultNS: HOST_NAMESPACE,
    ns: [HOST_NAMESPACE],
    resources: { en: { [HOST_NAMESPACE]: en } },
    initAsync: false,
    // Native dialogs show text as it is.
    interpolation: { escapeValue: false },
  });
  const t: TFunction = i18n.t;
  return (key, values = {}) => String(t(key as never, values as never));
}
