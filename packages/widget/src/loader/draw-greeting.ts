/// <reference path="../css.d.ts" />
import css from './greeting.css?inline'
import { languageHere } from './locale.ts'

const CLOSE: Record<string, string> = {
  ar: 'إغلاق',
  de: 'Schließen',
  es: 'Cerrar',
  fr: 'Fermer',
  he: 'סגירה',
  hi: 'बंद करें',
  it: 'Chiudi',
  ja: '閉じる',
  pl: 'Zamknij',
  pt: 'Fechar',
  zh: '关闭',
}

interface Choices {
  onAnswer(): void
  onClose(): void
}

/** Draws a sentence beside the launcher, to be answered or put away. */
export function drawGreeting(
  host: HTMLElement,
  text: string,
  position: string,
  { onAnswer, onClose }: Choices,
) {
  const root = host.shadowRoot as ShadowRoot
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]

  const answer = button('', text, onAnswer)
  answer.dir = 'auto'
  const close = button('x', '×', onClose)
  close.ariaLabel = CLOSE[languageHere()] ?? 'Close'

  const status = document.createElement('div')
  status.role = 'status'
  root.append(status)
  const box = document.createElement('div')
  box.className = `g ${position}`
  box.part.add('greeting')
  box.append(answer, close)
  // Filled after it stands there, or it would not be read out.
  requestAnimationFrame(() => status.append(box))
  return status
}

function button(className: string, text: string, onclick: () => void) {
  const made = Object.assign(document.createElement('button'), { className, onclick })
  made.append(text)
  return made
}
