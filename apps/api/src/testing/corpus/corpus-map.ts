import type { Operation } from '@halloo/protocol'
import type { Case, Fields } from './corpus.ts'
import { DIVERGENCES } from './divergences.ts'

// The one table from the corpus's names to ours. A name that stands nowhere fails the run.

/** An address that is no operation of the contract. */
type Address = Operation | `${'GET' | 'POST'} /api/auth/${string}` | 'GET /widget/:key.js'

const auth = (name: string): Address => `POST /api/auth/${name}`

/** Operations; where the corpus has one for both sides, the visitor's. */
const OPERATIONS: Record<string, Address> = {
  'agent.conversation.list': 'GET /v1/conversations',
  'agent.conversation.get': 'GET /v1/conversations/:conversationId',
  'agent.conversation.update': 'PATCH /v1/conversations/:conversationId',
  'agent.message.create': 'POST /v1/conversations/:conversationId/messages',
  'agent.self.update': 'PATCH /v1/members/me',
  'member.update': 'PATCH /v1/members/:memberId',
  'org.settings.update': 'PATCH /v1/settings',
  'widget.settings.get': 'GET /widget/:key.js',
  'widget.session.create': 'POST /v1/widget/sessions',
  'widget.visitor.update': 'PATCH /v1/widget/me',
  'widget.message.create': 'POST /v1/widget/conversations/:conversationId/messages',
  'widget.message.list': 'GET /v1/widget/conversations/:conversationId/messages',
  'widget.attachment.create': 'POST /v1/widget/attachments',
  'attachment.create': 'POST /v1/widget/attachments',
  'attachment.get': 'GET /v1/widget/attachments/:attachmentId',
  'auth.sign-in.email': auth('sign-in/email'),
  'auth.request-password-reset': auth('request-password-reset'),
  'auth.organization.update': auth('organization/update'),
  'auth.organization.invite-member': auth('organization/invite-member'),
  'auth.organization.accept-invitation': auth('organization/accept-invitation'),
  'auth.organization.reject-invitation': auth('organization/reject-invitation'),
  'auth.organization.cancel-invitation': auth('organization/cancel-invitation'),
  'auth.organization.list-invitations': 'GET /api/auth/organization/list-invitations',
  'auth.organization.get-invitation': 'GET /api/auth/organization/get-invitation',
  'auth.organization.leave': auth('organization/leave'),
  'auth.organization.remove-member': auth('organization/remove-member'),
  'auth.organization.update-member-role': auth('organization/update-member-role'),
}

/** Where a member uses the operation rather than a visitor. */
const FOR_MEMBERS: Record<string, Address> = {
  'attachment.get': 'GET /v1/attachments/:attachmentId',
}

export function addressOf(op: string, as: unknown): Address {
  const address = (as === 'agent' && FOR_MEMBERS[op]) || OPERATIONS[op]
  if (!address) throw new Error(`the corpus names the operation “${op}”, which the map does not know`)
  return address
}

/** Fields of bodies and of pointers. */
const FIELDS: Record<string, string> = {
  text: 'content',
  client_id: 'id',
  attachments: 'attachmentIds',
  conversation: 'conversationId',
  welcomeMessage: 'chatWelcomeMessage',
  max_concurrent_chats: 'chatMaxConcurrentChats',
  maxConcurrentChats: 'chatMaxConcurrentChats',
}

/** Parameters of queries; any other is written as we write all of them. */
const PARAMETERS: Record<string, string> = { assignee: 'assigneeId', contact: 'chatUserId' }

const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

export const ourField = (name: string) => (Object.hasOwn(FIELDS, name) && FIELDS[name]) || name

/** `created_after=x&assignee=y` with our names; what is no plain name stays as it is. */
export const ourQuery = (query: string) =>
  query.replace(/(^|&)([A-Za-z_]+)(?==)/g, (_, mark: string, name: string) => mark + ourParameter(name))

const ourParameter = (name: string) => PARAMETERS[name] ?? (/^[a-z][a-z_]*$/.test(name) ? camel(name) : name)

const ourPointer = (pointer: string) =>
  pointer
    .split('/')
    .map((part, index, parts) =>
      parts[1] === 'query' ? (PARAMETERS[part] ?? part) : index ? ourField(part) : part,
    )
    .join('/')

/** The fields of a body with our names, on its first floor: below are a sender's own. */
export function ourBody(body: Fields, op: string): Fields {
  const ours = Object.fromEntries(Object.entries(body).map(([name, value]) => [ourField(name), value]))
  if (op !== 'org.settings.update' || !('timeZone' in ours)) return ours
  // An organization's time zone is that of its opening hours, and stands among them.
  const { timeZone, ...others } = ours
  return { ...others, chatHours: { timeZone, week: [], closed: [], whenClosed: 'form' } }
}

/** Codes that have another name here; their status is the same. */
const CODES: Record<string, string> = {
  invalid_api_key: 'invalid_widget_key',
  unknown_type: 'validation_failed',
  storage_quota_exceeded: 'storage_full',
}
const ourCode = (code: string) => CODES[code] ?? code

const isErrors = (value: unknown): value is { pointer: string; code: string }[] => Array.isArray(value)

/** What we answer: the corpus's words in ours, and what the table of divergences says. */
export function expectedOf(one: Case): Fields {
  const { code, errors } = one.expect
  return {
    ...one.expect,
    ...(typeof code === 'string' && { code: ourCode(code) }),
    ...(isErrors(errors) && {
      errors: errors.map(error => ({ ...error, pointer: ourPointer(error.pointer) })),
    }),
    ...DIVERGENCES[`${one.surface}: ${one.case}`]?.expect,
  }
}

/** Parts of an expectation that this run does not look at, and who does. */
export const SEEN_ELSEWHERE: Record<string, string> = {
  host_page_error_events: 'in the browser: the suites of inbox and widget',
  global_leaks: 'in the browser: the suites of inbox and widget',
  script_ran: 'in the browser: the suites of inbox and widget',
  script_ran_in_widget: 'in the browser: the suites of inbox and widget',
  script_ran_in_inbox: 'in the browser: the suites of inbox and widget',
  rendered_as: 'in the browser: the suites of inbox and widget',
  layout_overflow_clipped: 'in the browser: the suites of inbox and widget',
  links_have: 'in the browser: the suites of inbox and widget',
  sender_badge: 'in the browser: the suites of inbox and widget',
  reflected_escaped: 'in the browser: the suites of inbox and widget',
  ui: 'in the browser: the suites of inbox and widget',
  render_ms_max: 'times and memory are measured by the bench',
  timing_delta_ms_max: 'times and memory are measured by the bench',
  max_ms: 'times and memory are measured by the bench; here every case has ten seconds',
  p95_ratio_max: 'times and memory are measured by the bench',
  max_rss_growth_mb: 'times and memory are measured by the bench',
  event_loop_lag_ms_max: 'times and memory are measured by the bench',
  temp_files_after_60s: 'the bench waits a minute; here the folder is looked at when the case ends',
  external_requests: 'of every case: no connection leaves the machine',
  connections_made: 'of every case: no connection leaves the machine',
  process_alive: 'of every case: a healthy request is answered afterwards',
  no_unhandled_rejection: 'of every case: the run itself fails on one',
  no_500: 'of every case: no answer of 5xx but 503 and 507',
  object_prototype_unchanged: 'of every case',
  org_b_rows: 'of every case: the rows of B are as they were',
  org_b_rows_changed: 'of every case: the rows of B are as they were',
  key_not_in_logs: 'of every case: no credential stands in the logs',
  server_never_unpacks: 'there is no code that unpacks an archive',
  handler_not_run: 'seen by the status: the doorway refuses before a handler is called',
  connection_may_close: 'allowed, not demanded',
  why: 'a note to the reader',
  truncated_to: 'a note to the reader: the filter is compared by the database',
  must_not_match: 'a note to the reader: seen by the status',
  treated_as: 'seen by the number of rows',
}
