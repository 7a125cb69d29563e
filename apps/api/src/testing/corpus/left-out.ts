import type { Case, Surface } from './corpus.ts'

interface Rule {
  surface: Surface
  /** Of the operation, or of the case’s name where there is none. */
  op?: RegExp
  name?: RegExp
  because: string
}

const LATER = 'later: no such operation yet'
const SLOW = 'waits for the clock: driven by the bench, which takes minutes'
const BROWSER = 'driven in the browser by the widget’s own tests'
const NO_TICKETS = 'there are no tickets: members come with a cookie, visitors with a token in hello'

/** Every case that is not driven here, with its reason. A case that no rule names is driven. */
const RULES: Rule[] = [
  { surface: 'rest', op: /^(webhook_endpoint|broadcast|export)\./, because: LATER },
  {
    surface: 'rest',
    name: /^public key: other tenant's public key with/,
    because: 'key and token never travel together: a session takes the key, all else takes the token',
  },
  { surface: 'filter_cursor', op: /^report\./, because: LATER },
  {
    surface: 'filter_cursor',
    name: /^scope: label of another org/,
    because: 'later: there are no labels yet',
  },
  { surface: 'webhook_receiver', because: 'later: no channel receives from outside yet' },
  { surface: 'widget_attribute', name: /^(key|data-api|color|position|locale|z-index):/, because: BROWSER },
  {
    surface: 'widget_attribute',
    name: /^identify\(\): identify (with |then|switches)/,
    because: 'never leaves the page: driven in the browser by the widget’s own tests',
  },
  {
    surface: 'widget_attribute',
    name: /^postMessage/,
    because: 'there is no postMessage: the widget stands in the page, not in a frame',
  },
  {
    surface: 'widget_attribute',
    name: /^environment/,
    because: 'needs a page around it: driven in the browser by the widget’s own tests',
  },
  { surface: 'ws', name: /^handshake: ticket (used twice|of another tenant)/, because: NO_TICKETS },
  { surface: 'ws', name: /internal note/, because: 'later: there are no notes yet' },
  { surface: 'ws', name: /^protocol: (half a frame|never answers ping)/, because: SLOW },
  { surface: 'ws', name: /^server restart/, because: 'kills the process: driven by the bench' },
  { surface: 'upload', name: /^transfer: 1 byte per second/, because: SLOW },
  {
    surface: 'upload',
    name: /^transfer: declared checksum/,
    because: 'there is no Content-MD5 here: HTTP has given it up',
  },
  {
    surface: 'upload',
    name: /^transfer: org quota/,
    because: 'later: organizations have no quota of space yet',
  },
  { surface: 'upload', name: /internal note/, because: 'later: there are no notes yet' },
  { surface: 'invitation', name: /seat/, because: 'later: organizations have no seats' },
  {
    surface: 'invitation',
    name: /^accept: database fails/,
    because: 'takes the database away in the middle: driven by the bench',
  },
]

/** Why a case is not driven; undefined if it is. */
export function leftOut(one: Case): string | undefined {
  const op = typeof one.input.op === 'string' ? one.input.op : ''
  return RULES.find(
    rule =>
      rule.surface === one.surface && (rule.op?.test(op) ?? true) && (rule.name?.test(one.case) ?? true),
  )?.because
}

/** Rules that name no case: left over from cases that were renamed or are driven now. */
export const idleRules = (cases: readonly Case[]) =>
  RULES.filter(
    rule =>
      !cases.some(
        one =>
          rule.surface === one.surface &&
          (rule.op?.test(String(one.input.op ?? '')) ?? true) &&
          (rule.name?.test(one.case) ?? true),
      ),
  )
