import { readFileSync } from 'node:fs'

export interface AttributeCase {
  case: string
  input: {
    script_tag?: Record<string, string | null | { repeat: string; times: number }>
    js_call?: string
    argument?: string
    post_message?: { origin?: string; source?: string; data?: unknown; count?: number }
    environment?: string
  }
  expect: { behaviour: string }
}

const CORPUS = new URL('../../../api/src/testing/corpus/bad-inputs.json', import.meta.url)

/** The cases of the corpus that are for a page with the chat on it. */
export function attributeCases(): AttributeCase[] {
  const { cases }: { cases: (AttributeCase & { surface: string })[] } = JSON.parse(
    readFileSync(CORPUS, 'utf8'),
  )
  return cases.filter(one => one.surface === 'widget_attribute')
}

const BY_SERVER = 'a token is judged by the server, whose own tests drive it'
const BY_IDENTITY = 'driven by the tests of identity'
const BY_KEY = 'a token is kept under the key of its tenant: that of another one is never read'
const OWNERS =
  'there is no such attribute: the owner chooses the colour in the settings, which check its contrast'

/** Cases whose mechanism does not exist, or not yet. Whatever is not named here is driven. */
export const LEFT_OUT: Record<string, string> = {
  'data-api: with path and query': 'there is no data-api: the chat speaks to where its script came from',
  'color: 3 digit hex': OWNERS,
  'color: 8 digit hex': OWNERS,
  'color: upper case hex': OWNERS,
  'z-index: infinity': 'there is no data-z-index: the chat stands under a page’s own modal dialogs only',
  "environment: stored session is another tenant's": BY_KEY,
  'identify(): token signed with the public key as hmac secret': BY_SERVER,
  'identify(): token of another org': BY_SERVER,
  'identify(): token without exp': BY_SERVER,
  'identify(): unicode look-alike external id': BY_SERVER,
  'identify(): identify switches user without shutdown': BY_IDENTITY,
}
