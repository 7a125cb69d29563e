import type { Fields } from './corpus.ts'

interface Divergence {
  /** Replaces these parts of the corpus's expectation. */
  expect: Fields
  because: string
}

const fields = (...errors: [pointer: string, code: string][]): Fields => ({
  errors: errors.map(([pointer, code]) => ({ pointer, code })),
})

const exactPointer = 'the pointer names the entry that is wrong, not the whole set'
const noParameter = 'there is no such parameter, and one that is not known is refused as such'
const inHello =
  'visitors say who they are in hello, after the handshake: the socket opens and is closed again'

/** Where our mechanism gives another calm answer than the corpus, each with its reason. */
export const DIVERGENCES: Record<string, Divergence> = {
  'rest: method override query must be ignored': {
    expect: { status: 422, code: 'validation_failed', ...fields(['/query/_method', 'unknown_parameter']) },
    because: 'every operation refuses parameters that it does not know; nothing is overridden either way',
  },
  'rest: mass assignment on visitor message: id': {
    expect: fields(['/id', 'invalid_id']),
    because: 'the id of a message is made by its sender, in our form; no other form is taken',
  },
  'rest: metadata: nested object': {
    expect: fields(['/metadata/a', 'expected_scalar']),
    because: exactPointer,
  },
  'rest: metadata: value 501 chars': { expect: fields(['/metadata/a', 'too_long']), because: exactPointer },
  'rest: public key: no key': {
    expect: { status: 422, code: 'validation_failed', ...fields(['/key', 'required']) },
    because: 'the key is a field of the body, not a header; a body without a field that it must have is 422',
  },
  'rest: business hours: fixed offset instead of a zone': {
    expect: fields(['/chatHours/timeZone', 'unknown_time_zone']),
    because: 'the time zone is one of the opening hours, and the pointer leads there',
  },
  'rest: visitor writes to a closed conversation': {
    expect: { conversation_status: 'waiting_for_agent' },
    because: 'a conversation that a visitor opens again waits for an agent, and says so',
  },
  'rest: max_concurrent_chats zero, negative, float, string': {
    expect: { errors_any: ['out_of_range', 'expected_integer'], errors: undefined },
    because: 'a text is no number of any range',
  },
  'filter_cursor: cursor: 10 kB': {
    expect: { status: 414, code: 'uri_too_long' },
    because: 'an address of more than 8 KiB is refused before anybody looks at its cursor',
  },
  'filter_cursor: cursor: array syntax': {
    expect: fields(['/query/cursor[]', 'unknown_parameter']),
    because: 'the pointer names the parameter as it was sent',
  },
  'filter_cursor: cursor: both before and after': {
    expect: fields(['/query/after', 'unknown_parameter']),
    because: noParameter,
  },
  'filter_cursor: filter: include secret relation': {
    expect: fields(['/query/include', 'unknown_parameter']),
    because: noParameter,
  },
  'filter_cursor: filter: include depth': {
    expect: fields(['/query/include', 'unknown_parameter']),
    because: noParameter,
  },
  ...Object.fromEntries(
    ['unknown column', 'two columns with injection', 'case expression oracle', 'nulls clause', 'empty'].map(
      name => [
        `filter_cursor: sort: ${name}`,
        {
          expect: fields(['/query/sort', 'unknown_parameter']),
          because: `lists are ordered by “order” alone; ${noParameter}`,
        },
      ],
    ),
  ),
  ...Object.fromEntries(
    ['boolean as 1', 'boolean as TRUE', 'boolean empty'].map(name => [
      `filter_cursor: scope: ${name}`,
      { expect: fields(['/query/unread', 'unknown_parameter']), because: noParameter },
    ]),
  ),
  'filter_cursor: scope: 100 labels': {
    expect: fields(['/query/label', 'unknown_parameter']),
    because: noParameter,
  },
  'filter_cursor: scope: assignee me for an api key': {
    expect: fields(['/query/assigneeId', 'invalid_id']),
    because: 'only an id names an assignee; the view “mine” is the caller’s own',
  },
  'ws: handshake: expired ticket': {
    expect: { handshake_status: 101, code: undefined, close: 4401 },
    because: inHello,
  },
  'ws: handshake: agent ticket on the visitor socket': {
    expect: { handshake_status: 101, code: undefined, close: 4401 },
    because: `${inHello}; cookies are not looked at`,
  },
  'ws: handshake: visitor ticket with an origin not on the org list': {
    expect: { handshake_status: 101, code: undefined, close: 4401 },
    because: inHello,
  },
  'ws: handshake: 5th socket of one visitor session': {
    expect: { handshake_status: 101, code: undefined, close: 4429 },
    because: inHello,
  },
  'ws: protocol: never reads (stops recv) while 5000 events are due': {
    expect: { close: undefined, close_any: [1006, 4008] },
    because: 'a slow reader is told by a code of our own',
  },
  'ws: frame: resume seq of the future': {
    expect: { frame: { t: 'bye', reason: 'resync' }, socket: undefined },
    because: 'where a client goes on is a sealed cursor in hello; one that cannot be ends with bye resync',
  },
  'ws: revocation: public key rotated while connected': {
    expect: { new_handshakes: 201 },
    because: 'a key that was replaced works for seven more days, so that no shop goes silent',
  },
  'invitation: email: cyrillic look-alike domain': {
    expect: { status: 400, mail_shows_punycode: undefined },
    because: 'addresses are ASCII: who means such a domain writes its punycode form',
  },
  'invitation: email: already invited': {
    expect: { status_any: [200], mails_sent: undefined },
    because:
      'inviting again cancels the earlier invitation and sends another: a lost mail is the usual cause',
  },
  'invitation: delivery: org name with crlf in the subject': {
    expect: { status_any: [200] },
    because: 'a name loses its line breaks when it is saved; the subject stays one line',
  },
  'invitation: delivery: org name as a phishing sentence with a url': {
    expect: { status_any: [200] },
    because: 'the corpus allows it where a mail makes no link of the name and cuts it at 60',
  },
}
