// "Chat" in the languages where it is another word; all other sentences come with the panel.
const NAMES: Record<string, string> = {
  ar: 'دردشة',
  he: 'צ׳אט',
  hi: 'चैट',
  ja: 'チャット',
  pl: 'Czat',
  zh: '聊天',
}

/** The language of the page, else of its reader. */
export const languageHere = () => (document.documentElement.lang || navigator.language).slice(0, 2)

/** What the launcher is called in the language of a tag. */
export const nameIn = (tag?: string) => NAMES[tag?.slice(0, 2) || languageHere()] ?? 'Chat'
