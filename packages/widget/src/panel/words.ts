import { en } from '../locales/en.ts'

/** The sentences of the visitor's language; more of them will be fetched by name. */
export const words = en
export const LOCALE = 'en'

/** @example fill('{n} unread', { n: 2 }) // '2 unread' */
export const fill = (text: string, values: Record<string, string | number>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

/** The form of a sentence that goes with a number. */
export const plural = (forms: { one: string; other: string }, n: number) =>
  fill(new Intl.PluralRules(LOCALE).select(n) === 'one' ? forms.one : forms.other, { n })
