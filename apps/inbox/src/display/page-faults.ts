/** What may be wrong about a page pattern, or a list of them. */
export const PAGE_FAULTS = {
  invalid_url: 'A path begins with a slash, without an address before it, and has five * at most.',
  repeated: 'One of them comes twice.',
  too_many: 'Twenty are the most.',
} as const
