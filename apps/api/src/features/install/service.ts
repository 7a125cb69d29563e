import { type InstallFinding, pictureOrigins } from '@halloo/protocol'
import { isAllowedOrigin, type Places } from '../../auth/origin.ts'
import { type FetchedPage, fetchPage, Unreachable } from '../../outbound/fetch-page.ts'
import { reachesSocket } from '../../outbound/reaches-socket.ts'
import { themeOf } from '../settings/look.ts'
import { readHtml, type ScriptTag } from './page.ts'
import { isAllowed, type Policy, parsePolicy } from './policy.ts'

export interface Place {
  publicUrl: string
  filesUrl: string
  /** Whether websites on this machine may be looked at. */
  mayBeInside: boolean
}

type Organization = Places & Parameters<typeof themeOf>[0] & { chatApiKey: string }

/** Looks at a page as a browser would get it, and says what is missing for the widget to work there. */
export async function examineSite(
  url: string,
  organization: Organization,
  place: Place,
): Promise<InstallFinding[]> {
  let page: FetchedPage
  try {
    page = await fetchPage(url, place.mayBeInside)
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error
    return [
      bad('page', `${url} ${error.message}.`, 'See whether the address is right, and open to everybody.'),
    ]
  }
  if (page.status >= 400)
    return [
      bad(
        'page',
        `${page.url} answers ${page.status}.`,
        'Give the address of a page that everybody may see.',
      ),
    ]
  const { tags, policies } = readHtml(page.html, organization.chatApiKey)
  const all = [...page.policies, ...policies].map(parsePolicy)
  return [
    good('page', `${page.url} answers.`),
    tagFinding(tags, organization, place),
    siteFinding(page.url, organization, place),
    ...policyFindings(all, page.url, tags[0], place, pictureOrigins(themeOf(organization), place.publicUrl)),
    await socketFinding(all, page.url, place),
  ]
}

const good = (name: InstallFinding['name'], says: string): InstallFinding => ({
  name,
  ok: true,
  says,
  fix: null,
})
const bad = (name: InstallFinding['name'], says: string, fix: string): InstallFinding => ({
  name,
  ok: false,
  says,
  fix,
})

function tagFinding(tags: ScriptTag[], { chatApiKey }: Organization, { publicUrl }: Place) {
  const [first] = tags
  if (!first)
    return bad(
      'tag',
      'The tag is not in the page as it is sent. A tag manager may add it later: then open the page and run Halloo.doctor() in its console.',
      `<script async src="${publicUrl}/widget/${chatApiKey}.js"></script>`,
    )
  if (!first.src.startsWith(`${publicUrl}/`))
    return bad('tag', `The tag asks ${first.src}, which is not here.`, `${publicUrl}/widget/${chatApiKey}.js`)
  return tags.length === 1
    ? good('tag', 'The tag stands there.')
    : bad('tag', `The tag stands there ${tags.length} times.`, 'Once is enough: take the others away.')
}

function siteFinding(url: string, organization: Organization, { publicUrl }: Place) {
  const { origin } = new URL(url)
  return isAllowedOrigin(origin, organization, publicUrl)
    ? good('site', `${origin} is one of your websites.`)
    : bad(
        'site',
        `${origin} is not one of your websites: the chat refuses it.`,
        `Add ${origin} under Websites.`,
      )
}

function policyFindings(
  policies: Policy[],
  page: string,
  tag: ScriptTag | undefined,
  place: Place,
  pictures: string[],
) {
  const { publicUrl, filesUrl } = place
  const { nonce, integrity } = tag ?? {}
  const judge = judgeOf(policies, page)
  return [
    judge('script', 'script-src-elem', [publicUrl], { nonce, integrity }),
    judge('server', 'connect-src', [...new Set([publicUrl, filesUrl])]),
    judge('pictures', 'img-src', [...new Set([filesUrl, ...pictures])]),
  ]
}

/** The page must let it through, and so must whatever stands before this server. */
async function socketFinding(policies: Policy[], page: string, { publicUrl }: Place) {
  const socket = publicUrl.replace(/^http/, 'ws')
  const judged = judgeOf(policies, page)('socket', 'connect-src', [socket])
  if (!judged.ok || (await reachesSocket(`${socket}/v1/widget/socket`))) return judged
  return bad(
    'socket',
    `No live connection opens at ${socket}; messages come by asking instead.`,
    'Let your proxy pass WebSocket upgrades on /v1/socket and /v1/widget/socket.',
  )
}

const judgeOf =
  (policies: Policy[], page: string) =>
  (name: InstallFinding['name'], directive: string, urls: string[], more: object = {}) => {
    const refused = urls.filter(url =>
      policies.some(policy => !isAllowed(policy, { directive, url, page, ...more })),
    )
    const named = directive.replace('-elem', '')
    return refused.length === 0
      ? good(
          name,
          policies.length
            ? `The page’s policy lets it through: ${named}.`
            : 'The page has no policy against it.',
        )
      : bad(name, `The page’s policy refuses it: ${named}.`, `${named} ${refused.join(' ')}`)
  }
