/** What was said before the measuring begins: plans and indexes of an empty table would be too good. */
export const PAST = {
  organizations: 50,
  conversations: 5_000,
  /** In each conversation. */
  messages: 40,
  body: 'The parcel has been on its way since Tuesday; nobody can tell me where it is now',
}
