// What visitors read outside the chat, in their own language: mails, transcripts, and the pages that mails lead to.
import ar from './locales/ar.json' with { type: 'json' }
import de from './locales/de.json' with { type: 'json' }
import en from './locales/en.json' with { type: 'json' }
import es from './locales/es.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import he from './locales/he.json' with { type: 'json' }
import hi from './locales/hi.json' with { type: 'json' }
import it from './locales/it.json' with { type: 'json' }
import ja from './locales/ja.json' with { type: 'json' }
import pl from './locales/pl.json' with { type: 'json' }
import pt from './locales/pt.json' with { type: 'json' }
import zh from './locales/zh.json' with { type: 'json' }

export type Words = typeof en

const LANGUAGES: Record<string, Words> = { ar, de, en, es, fr, he, hi, it, ja, pl, pt, zh }

export interface Speech {
  words: Words
  /** What Intl is to be asked for: the language, with its region where one is known. */
  locale: string
  direction: 'ltr' | 'rtl'
}

/** Where nobody says which English. */
const PLAIN: Speech = { words: en, locale: 'en-GB', direction: 'ltr' }

/**
 * The sentences of a language; English where we do not speak it, or none is known.
 * @example speak('de-AT').words.you // 'Sie'
 */
export function speak(tag: string | null): Speech {
  const language = tag?.split(/[-_]/)[0]?.toLowerCase() ?? ''
  const words = Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : undefined
  if (!tag || !words) return PLAIN
  const direction = language === 'ar' || language === 'he' ? 'rtl' : 'ltr'
  return { words, locale: isTag(tag) ? tag : language, direction }
}

/** The same for a browser's `Accept-Language`: the first that we speak. */
export const speakAsAsked = (header: string | undefined): Speech => {
  const tags = (header ?? '').split(',').map(one => one.split(';')[0]?.trim() ?? '')
  return tags.map(speak).find(speech => speech !== PLAIN) ?? PLAIN
}

function isTag(tag: string) {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}

/** @example fill('Handed to {name}.', { name: 'Ada' }) // 'Handed to Ada.' */
export const fill = (text: string, values: Record<string, string | number>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
