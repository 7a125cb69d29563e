import en from '../locales/en.json'

/** Every sentence of the panel. Names in braces are filled in; forms by number are those of the language. */
export type Words = Omit<typeof en, Counted> & Record<Counted, Forms>
export type Forms = { other: string } & { [form in Intl.LDMLPluralRule]?: string }
type Counted = 'queueBefore' | 'newMessages'

const LANGUAGES: Record<string, () => Promise<{ default: Words }>> = {
  ar: () => import('../locales/ar.json'),
  de: () => import('../locales/de.json'),
  es: () => import('../locales/es.json'),
  fr: () => import('../locales/fr.json'),
  he: () => import('../locales/he.json'),
  hi: () => import('../locales/hi.json'),
  it: () => import('../locales/it.json'),
  ja: () => import('../locales/ja.json'),
  pl: () => import('../locales/pl.json'),
  pt: () => import('../locales/pt.json'),
  zh: () => import('../locales/zh.json'),
}

/** The sentences of the language that is spoken. */
export let words: Words = en
/** Its name, with the region where one is known: what Intl is to be asked for. */
export let locale = 'en'

/** Speaks the first language of these that we know; English where it cannot be fetched. */
export async function speak(asked: readonly (string | undefined)[]): Promise<void> {
  const wish = ++wishes
  const tag = asked.find(one => one && languageOf(one)) ?? 'en'
  const language = languageOf(tag) ?? 'en'
  const told = await LANGUAGES[language]?.().catch(() => undefined)
  // Somebody may have wished for another one meanwhile.
  if (wish !== wishes) return
  words = told ? wordsOf(told.default) : en
  locale = told || language === 'en' ? regional(language, [tag, ...asked]) : 'en'
}
let wishes = 0

/** The build leaves the keys out: a language is then a list in their English order. */
const wordsOf = (told: Words | unknown[]): Words =>
  Array.isArray(told)
    ? { ...en, ...Object.fromEntries(Object.keys(en).map((key, at) => [key, told[at]])) }
    : told

/** What the page, its document and the browser ask for, in this order. */
export const asked = (page: string | undefined) => [
  page,
  document.documentElement.lang,
  ...navigator.languages,
]

/** @example languageOf('pt-BR') // 'pt' */
export function languageOf(tag: string): string | undefined {
  const language = /^[a-z]{2}(?=$|[-_])/i.exec(tag)?.[0].toLowerCase()
  return language && (language === 'en' || Object.hasOwn(LANGUAGES, language)) ? language : undefined
}

/** Some systems name themselves after their C locale, as en-US@posix, which Intl refuses. */
const regional = (language: string, tags: readonly (string | undefined)[]) =>
  tags.find(tag => tag && languageOf(tag) === language && /^\w+-[\w-]+$/.test(tag) && isTag(tag)) ?? language

function isTag(tag: string) {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}

export const isRightToLeft = () => /^(ar|he)/.test(locale)

/** @example fill('{n} unread', { n: 2 }) // '2 unread' */
export const fill = (text: string, values: Record<string, string | number>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? ''
    return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value
  })

/** The form of a sentence that goes with a number. */
export const plural = (forms: Forms, n: number) =>
  fill(forms[new Intl.PluralRules(locale).select(n)] ?? forms.other, { n })
