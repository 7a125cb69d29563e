import { html } from 'hono/html'
import type { Mail } from '../mail/mailer.ts'
import { asWords } from '../mail/words.ts'
import type { Answer } from './unread-answer.ts'

/**
 * The mail about an answer. To an address that nobody has proved to be theirs it says nothing that a visitor or an
 * agent wrote: whoever types in a stranger's address has nothing to tell them by it.
 */
export function answerMail(answer: Answer, back: string, stop: string, id: string): Mail {
  const team = asWords(answer.organization)
  const said = answer.verified ? answer.said : []
  const link = answer.mayEnter
    ? 'The link opens your conversation for 14 days. It is meant for you alone.'
    : 'Sign in on the website to see it.'
  const why = answer.verified
    ? 'You get this mail because you left your address in the chat.'
    : `You get this mail because somebody gave this address in the chat of ${team}. If it was not you, there is nothing to do: no other will follow.`
  const subject = `${team} has answered you`
  const text = [
    `${subject}.`,
    ...said.map(({ name, text, files }) =>
      [`${name}:`, ...linesOf(text, files).map(line => `> ${line}`)].join('\n'),
    ),
    `Read and answer here:\n${back}`,
    link,
    `${why}\nNo more mails of this kind:\n${stop}`,
  ]
  return {
    to: answer.email,
    subject,
    text: `${text.join('\n\n')}\n`,
    html: String(page({ subject, said, back, link, why, stop })),
    messageId: `${id}@${new URL(back).hostname}`,
    stopUrl: stop,
  }
}

const linesOf = (text: string, files: string[]) => [
  ...(text ? text.split(/\r\n|[\n\r]/) : []),
  ...files.map(name => `(file: ${name})`),
]

interface Words {
  subject: string
  said: Answer['said']
  back: string
  link: string
  why: string
  stop: string
}

// Mail programs know inline styles only.
const page = ({ subject, said, back, link, why, stop }: Words) => html`<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>${subject}</title>
<body style="margin:0;padding:24px;font:16px/1.5 -apple-system,'Segoe UI',Roboto,sans-serif">
<div style="max-width:560px;margin:0 auto">
<h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">${subject}</h1>
${said.map(
  ({ name, text, files }) => html`<p style="margin:0 0 4px;font-weight:600" dir="auto">${name}</p>
<blockquote style="margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid #8a8f98;white-space:pre-wrap" dir="auto">${linesOf(text, files).join('\n')}</blockquote>
`,
)}<p style="margin:24px 0"><a href="${back}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#03604a;color:#ffffff;text-decoration:none;font-weight:600">Read and answer</a></p>
<p style="margin:0 0 24px">${link}</p>
<p style="margin:0;font-size:13px;opacity:.75">${why} <a href="${stop}" style="color:inherit">No more mails of this kind</a>.</p>
</div></body></html>`
