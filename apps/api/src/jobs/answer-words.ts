import { html } from 'hono/html'
import type { Mail } from '../mail/mailer.ts'
import { asWords } from '../mail/words.ts'
import { fill, type Speech, speak, type Words } from '../words/speak.ts'
import type { Answer } from './unread-answer.ts'

/**
 * The mail about an answer, in the visitor's language. To an address that nobody has proved to be theirs it says
 * nothing that a visitor or an agent wrote: whoever types in a stranger's address has nothing to tell them by it.
 */
export function answerMail(answer: Answer, back: string, stop: string, messageId: string): Mail {
  const speech = speak(answer.language)
  const { words } = speech
  const team = asWords(answer.organization)
  const said = answer.verified ? answer.said : []
  const link = answer.mayEnter ? words.linkOpens : words.signIn
  const why = answer.verified ? words.whyKnown : fill(words.whyClaimed, { team })
  const subject = fill(words.answered, { team })
  const text = [
    subject,
    ...said.map(({ name, text, files }) =>
      [`${name}:`, ...linesOf(words, text, files).map(line => `> ${line}`)].join('\n'),
    ),
    `${words.readHere}\n${back}`,
    link,
    `${why}\n${words.stop}:\n${stop}`,
  ]
  return {
    to: answer.email,
    subject,
    text: `${text.join('\n\n')}\n`,
    html: String(page({ subject, said, back, link, why, stop, speech })),
    messageId,
    stopUrl: stop,
  }
}

const linesOf = (words: Words, text: string, files: string[]) => [
  ...(text ? text.split(/\r\n|[\n\r]/) : []),
  ...files.map(name => fill(words.file, { name })),
]

interface Parts {
  subject: string
  said: Answer['said']
  back: string
  link: string
  why: string
  stop: string
  speech: Speech
}

// Mail programs know inline styles only, and no logical sides.
const quoted = ({ direction }: Speech) =>
  direction === 'rtl'
    ? 'padding:0 12px 0 0;border-right:3px solid #8a8f98;text-align:right'
    : 'padding:0 0 0 12px;border-left:3px solid #8a8f98'

const page = ({ subject, said, back, link, why, stop, speech }: Parts) => html`<!doctype html>
<html lang="${speech.locale}" dir="${speech.direction}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>${subject}</title>
<body style="margin:0;padding:24px;font:16px/1.5 -apple-system,'Segoe UI',Roboto,sans-serif">
<div dir="${speech.direction}" style="max-width:560px;margin:0 auto">
<h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">${subject}</h1>
${said.map(
  ({ name, text, files }) => html`<p style="margin:0 0 4px;font-weight:600"><bdi>${name}</bdi></p>
<blockquote style="margin:0 0 16px;${quoted(speech)};white-space:pre-wrap" dir="auto">${linesOf(speech.words, text, files).join('\n')}</blockquote>
`,
)}<p style="margin:24px 0"><a href="${back}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#03604a;color:#ffffff;text-decoration:none;font-weight:600">${speech.words.read}</a></p>
<p style="margin:0 0 24px">${link}</p>
<p style="margin:0;font-size:13px;opacity:.75">${why} <a href="${stop}" style="color:inherit">${speech.words.stop}</a></p>
</div></body></html>`
